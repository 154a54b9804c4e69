"""Numbers, units and regions by id, from small files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from kechuang.engines.panel.reading.text import read_rows, unreadable, whole_number
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text

PROPOSAL_WORDS = ("proposal", "paper", "项目")
REVIEWER_WORDS = ("reviewer", "expert", "评审人", "专家")


def read_numbers(given: str, ids: tuple[str, ...]) -> int | Mapping[str, int]:
    """One number for all, or a file: a NumPy row in the order of ``ids``, or lines “id, number”."""
    number = whole_number(given)
    if number is not None:
        return _not_negative(None, None, number)
    path = Path(given)
    if not path.is_file():
        raise _no_number(given)
    if path.suffix.lower() == ".npy":
        return _of_array(path, ids)
    return _of_list(path)


def _of_list(path: Path) -> Mapping[str, int]:
    numbers: dict[str, int] = {}
    for place, (line, cells) in enumerate(read_rows(path, columns=2)):
        number = whole_number(cells[1])
        if number is None and place:
            raise _no_number(cells[1], path, line)
        if number is not None:
            _refuse_another(path, line, cells[0], numbers.get(cells[0], number), number)
            numbers[cells[0]] = _not_negative(path, line, number)
    return numbers


def _refuse_another(path: Path, line: int, name: str, before: int, now: int) -> None:
    if before != now:
        raise unreadable(
            path,
            line,
            Text(f"“{name}”先是{before}，又是{now}", f"“{name}” is {before} and then {now}"),
            Text("请只保留一行", "Keep one line"),
        )


def _of_array(path: Path, ids: tuple[str, ...]) -> Mapping[str, int]:
    try:
        values = np.load(path, allow_pickle=False).ravel().astype(np.float64)
    except (ValueError, OSError, EOFError, TypeError) as error:
        raise _no_number(path.name) from error
    if len(values) != len(ids) or not (np.isfinite(values) & (values == np.floor(values))).all():
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
    for place, (_, cells) in enumerate(read_rows(path, columns=2)):
        is_head = not place and cells[0].lower() in REVIEWER_WORDS
        if not is_head and cells[1] and cells[1] not in units[cells[0]]:
            units[cells[0]].append(cells[1])
    return dict(units)


def read_regions(path: Path, *, digits: int | None) -> tuple[dict[str, str], dict[str, str]]:
    """Lines “proposal or reviewer, id, region”: regions of proposals, and of reviewers.

    With ``digits`` codes of GB/T 2260 are compared by their first digits: 2 province, 4 city.
    """
    proposals: dict[str, str] = {}
    reviewers: dict[str, str] = {}
    for number, (line, cells) in enumerate(read_rows(path, columns=3)):
        role, name, region = cells[:3]
        place = region[:digits] if digits and region.isdigit() else region
        if role.lower() in PROPOSAL_WORDS:
            proposals[name] = place
        elif role.lower() in REVIEWER_WORDS:
            reviewers[name] = place
        elif number:
            raise unreadable(
                path,
                line,
                Text(f"不知“{role}”是项目还是评审人", f"“{role}” is no proposal and no reviewer"),
                Text("首列请写“项目”或“评审人”", "Write proposal or reviewer in column 1"),
            )
    return proposals, reviewers
