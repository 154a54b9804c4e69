"""The maker for each format; archives come back here for what is in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from kechuang.base.blinding.archives import copy_zip
from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.formats import recognise
from kechuang.base.blinding.limits import Limits
from kechuang.base.blinding.office import copy_docx, copy_pptx, copy_xlsx
from kechuang.base.blinding.pdf import copy_pdf
from kechuang.base.blinding.pictures import repaint
from kechuang.base.blinding.replacing import Replacer
from kechuang.engines.wording import Text

_MAKERS: Mapping[str, Callable[[bytes, Replacer, Findings, Limits], bytes]] = {
    "pdf": copy_pdf,
    "docx": copy_docx,
    "xlsx": copy_xlsx,
    "pptx": copy_pptx,
}
_NEUTRAL_NAME = re.compile(
    r"(?:附件|材料|file|attachment)?[ _-]?[0-9]{0,3}\.\w{1,5}", re.IGNORECASE
)


def copy_blinded(
    content: bytes, name: str, replacer: Replacer, findings: Findings, limits: Limits
) -> tuple[str, bytes]:
    """The suffix and content of the copy.

    Raises:
        BlindingError: the format is unknown, or this file of it cannot be blinded.
    """
    kind = recognise(content, name=name)
    findings.met("file-name", not _NEUTRAL_NAME.fullmatch(name))
    if kind == "zip":

        def copy_entry(inside: bytes, entry: str, left: Limits) -> tuple[str, bytes]:
            plain = entry.rpartition("/")[2]
            return copy_blinded(inside, plain, replacer, findings, left)

        return kind, copy_zip(
            content, copy_entry, findings, replace(limits, depth=limits.depth - 1)
        )
    if kind in _MAKERS:
        return kind, _MAKERS[kind](content, replacer, findings, limits)
    picture = repaint(content, findings, limits)
    findings.suspect("picture", kind, Text("整个文件", "the whole file"))
    return picture.suffix, picture.content
