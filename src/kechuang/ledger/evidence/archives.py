"""Files in one ZIP with their checksums."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping

SUMS = "SHA256SUMS"


def checked_archive(members: Mapping[str, bytes]) -> bytes:
    """A ZIP of ``members`` with ``SHA256SUMS`` over all of them, as ``sha256sum -c`` reads it."""
    sums = "".join(f"{_sha256(body)}  {name}\n" for name, body in sorted(members.items()))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in {**members, SUMS: sums.encode()}.items():
            archive.writestr(name, body)
    return content.getvalue()


def json_line(record: object) -> bytes:
    return json.dumps(record, ensure_ascii=False, sort_keys=True).encode()


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
