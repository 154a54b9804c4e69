"""A ZIP with a canary in every channel, and with the other files inside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from tests.proof.metadata.canaries import Planted, Plants

_TIME = (1988, 7, 6, 5, 4, 2)


def archive(inside: Iterable[Planted]) -> Planted:
    plants = Plants("Qz")
    buffer = io.BytesIO()
    buffer.write(plants.word("trailing-bytes/before").encode())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as out:
        folder = plants.word("zip-names/folder")
        out.mkdir(folder)
        for number, file in enumerate(inside):
            entry = zipfile.ZipInfo(
                f"{folder}/{plants.word(f'zip-names/{number}')}-{file.name}", _TIME
            )
            entry.extra = _extra(plants.word(f"zip-extra/{number}").encode())
            entry.comment = plants.word(f"zip-comment/{number}").encode()
            entry.external_attr, entry.compress_type = 0o100755 << 16, zipfile.ZIP_DEFLATED
            out.writestr(entry, file.content)
            plants.places.update(
                {f"{place}/in {file.name}": word for place, word in file.places.items()}
            )
        out.comment = plants.word("zip-comment/archive").encode()
    plants.known("zip-times", f"{_TIME}")
    content = buffer.getvalue() + plants.word("trailing-bytes/after").encode()
    return Planted(f"{plants.word('file-name')}.zip", content, plants.places)


def _extra(content: bytes) -> bytes:
    return b"\x75\x78" + len(content).to_bytes(2, "little") + content
