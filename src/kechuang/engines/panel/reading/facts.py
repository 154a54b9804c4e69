"""Numbers, units and regions by id, from small files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from kechuang.engines.panel.reading.text import read_rows, unreadable
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text

PROPOSAL_WORDS = ("proposal", "paper", "项目")
REVIEWER_WORDS = ("reviewer", "expert", "评审人", "专家")


def read_numbers(given: str, ids: tuple[str, ...]) -> int | Mapping[str, int]:
    """One number for all, or a file: a NumPy row in the order of ``ids``, or lines “id, number”."""
    if given.strip().lstrip("+-").isdigit():
        return _not_negative(None, None, int(given))
    path = Path(given)
    if not path.is_file():
        raise _no_number(given)
    if path.suffix.lower() == ".npy":
        return _of_array(path, ids)
    numbers: dict[str, int] = {}
    for line, cells in read_rows(path, columns=2):
        if cells[1].lstrip("+-").isdigit():
            numbers[cells[0]] = _not_negative(path, line, int(cells[1]))
        elif line > 1:
            raise _no_number(cells[1], path, line)
    return numbers


def _of_array(path: Path, ids: tuple[str, ...]) -> Mapping[str, int]:
    try:
        values = np.load(path, allow_pickle=False).ravel()
    except (ValueError, OSError, EOFError) as error:
        raise _no_number(path.name) from error
    if len(values) != len(ids) or (values != np.floor(values)).any():
        raise unreadable(
            path,
            None,
            Text(
                f"应有{len(ids)}个整数，实有{len(values)}个", f"{len(ids)} whole numbers are needed"
            ),
            Text("请给出同一批编号的数字", "Give the numbers of the same ids"),
        )
    return {name: _not_negative(path, None, int(v)) for name, v in zip(ids, values, strict=True)}


def _not_negative(path: Path | None, line: int | None, number: int) -> int:
    if number < 0:
        raise _no_number(str(number), path, line)
    return number


def _no_number(given: str, path: Path | None = None, line: int | None = None) -> PanelError:
    return unreadable(
        path or Path(given),
        line,
        Text(f"“{given}”不是零或正的整数，也不是文件", f"“{given}” is no whole number and no file"),
        Text("请给出一个整数，或“编号,整数”的文件", "Give a whole number, or a file “id, number”"),
    )


def read_units(path: Path) -> dict[str, list[str]]:
    """Lines “reviewer, unit”; a reviewer of two units has two lines."""
    units: defaultdict[str, list[str]] = defaultdict(list)
    for line, cells in read_rows(path, columns=2):
        is_head = line == 1 and cells[0].lower() in REVIEWER_WORDS
        if not is_head and cells[1] and cells[1] not in units[cells[0]]:
            units[cells[0]].append(cells[1])
    return dict(units)


def read_regions(path: Path, *, digits: int | None) -> tuple[dict[str, str], dict[str, str]]:
    """Lines “proposal or reviewer, id, region”: regions of proposals, and of reviewers.

    With ``digits`` codes of GB/T 2260 are compared by their first digits: 2 province, 4 city.
    """
    proposals: dict[str, str] = {}
    reviewers: dict[str, str] = {}
    for line, (role, name, region, *_) in read_rows(path, columns=3):
        place = region[:digits] if digits and region.isdigit() else region
        if role.lower() in PROPOSAL_WORDS:
            proposals[name] = place
        elif role.lower() in REVIEWER_WORDS:
            reviewers[name] = place
        elif line > 1:
            raise unreadable(
                path,
                line,
                Text(f"不知“{role}”是项目还是评审人", f"“{role}” is no proposal and no reviewer"),
                Text("首列请写“项目”或“评审人”", "Write proposal or reviewer in column 1"),
            )
    return proposals, reviewers
