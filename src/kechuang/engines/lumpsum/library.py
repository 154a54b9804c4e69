"""Folders of negative lists with their cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kechuang.engines.lumpsum.cases import failures_of, read_cases
from kechuang.engines.lumpsum.elements import NegativeList
from kechuang.engines.lumpsum.reading import load_list
from kechuang.engines.lumpsum.refusals import ExpenseError
from kechuang.engines.packfile import Problems, id_given_twice, name_below, nearest, text_of
from kechuang.engines.wording import Text

FOLDER = "negative-lists"
_CASES = ".test.yaml"
_ANOTHER_HAS_IT = Text("另一个负面清单已用此编号", "another negative list has this id")


def load_lists(path: Path | str) -> dict[str, NegativeList]:
    """Every list at or below ``path``, by id. BrokenPackError lists the problems of all files."""
    path, problems = Path(path), Problems()
    loaded: dict[str, NegativeList] = {}
    for file in _files(path):
        with problems.catching():
            name = name_below(file, path)
            found = load_list(text_of(file), name=name)
            if found.id in loaded:
                raise id_given_twice(name, found.id, _ANOTHER_HAS_IT)
            loaded[found.id] = found
    problems.refuse()
    return loaded


def chosen_list(path: Path | str, list_id: str = "") -> NegativeList:
    """The named list, or the only one there is."""
    found = load_lists(path)
    if not list_id and len(found) == 1:
        return next(iter(found.values()))
    if list_id not in found:
        raise ExpenseError(
            Text(f"负面清单“{list_id}”", f"negative list “{list_id}”"),
            Text("没有找到", "was not found"),
            nearest(list_id, found),
        )
    return found[list_id]


def failing_cases(path: Path | str) -> Iterator[Text]:
    """Every case beside the lists below ``path`` that its list answers otherwise."""
    lists = load_lists(path)
    for file in sorted(Path(path).rglob(f"{FOLDER}/*{_CASES}")):
        list_id, cases = read_cases(text_of(file), name=file.name)
        if list_id not in lists:
            yield Text(f"{file.name}：没有清单“{list_id}”", f"{file.name}: no list “{list_id}”")
            continue
        for case in cases:
            for failure in failures_of(case, lists[list_id]):
                yield Text(f"{file.name} {failure.zh}", f"{file.name} {failure.en}")


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [
        file for file in sorted(path.rglob(f"{FOLDER}/*.yaml")) if not file.name.endswith(_CASES)
    ]
