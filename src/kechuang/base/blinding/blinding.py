"""Making the copy of a document that a reviewer may see."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kechuang.base.blinding.findings import Report, unpacked
from kechuang.base.blinding.limits import Limits
from kechuang.base.blinding.names import KnownName
from kechuang.base.blinding.refusals import BlindingError
from kechuang.base.fenced import Fence, run_fenced

_DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class BlindedCopy:
    """The copy, its neutral file name, and what was found while it was made."""

    name: str
    content: bytes
    report: Report


def blind_document(
    path: Path | str,
    *,
    name: str,
    names: Sequence[KnownName],
    number: int = 1,
    limits: Limits = _DEFAULT,
) -> BlindedCopy:
    """A copy of ``path``, an upload called ``name``, that does not tell who made it.

    Reads PDF, DOCX, XLSX, PPTX, JPEG, PNG and ZIP in a child process with limits. The same file
    and names always give the same bytes; ``number`` tells the copies of one case apart.

    Raises:
        BlindingError: no copy can be made; says what, why and what to do; ``code`` for programs.
    """
    known = [(each.kind, each.forms) for each in names]
    fence = Fence("kechuang.base.blinding.blind_child", limits, BlindingError)
    with tempfile.TemporaryDirectory() as folder:
        outcome, output = run_fenced(fence, Path(path), name=name, folder=Path(folder), names=known)
        content = output.read_bytes()
    report = unpacked(outcome["format"], outcome["findings"])
    return BlindedCopy(f"附件{number:02d}.{report.format}", content, report)
