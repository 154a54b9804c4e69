"""What reading one list gathers, and what the proofs look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kechuang.engines.lumpsum.elements import NegativeList
from kechuang.engines.packfile import Located, PackError, Problems, nearest, nearest_name
from kechuang.engines.wording import Text

_KINDS = {
    "source": Text("来源", "source"),
    "kind": Text("支出类别", "kind of expense"),
    "mark": Text("标记", "mark"),
}


class Reading:
    """The problems found so far, the names of the pack, and those used without being defined."""

    def __init__(self, root: Located) -> None:
        self.problems = Problems()
        self.unknown: list[PackError] = []
        self._known = {kind: _keys(root, f"{kind}s") for kind in _KINDS}

    def refer(self, kind: str, part: Located) -> str:
        """The name in ``part``. An unknown one is noted, and the nearest taken to read on."""
        name, known = part.text(), self._known[kind]
        if name in known:
            return name
        word = _KINDS[kind]
        why = Text(f"没有名为“{name}”的{word.zh}", f"there is no {word.en} “{name}”")
        self.unknown.append(problem_at(part.file, part.line, part.name, why, nearest(name, known)))
        return nearest_name(name, known) or name

    def source_of(self, part: Located) -> str:
        return self.refer("source", part)

    def refer_all(self, kind: str, part: Located | None) -> tuple[str, ...]:
        if part is None:
            return ()
        items = part.some if isinstance(part.value, list) else [part]
        return tuple(self.refer(kind, item) for item in items)


@dataclass(frozen=True, slots=True)
class Draft:
    """One list before it is trusted."""

    file: str
    pack: NegativeList
    reading: Reading

    def problem(self, line: int, name: str, why: Text, mend: Text) -> PackError:
        return problem_at(self.file, line, name, why, mend)


Proof = Callable[[Draft], Iterator[PackError]]


def problem_at(file: str, line: int, name: str, why: Text, mend: Text) -> PackError:
    what = Text(f"“{name}”", f"“{name}”")
    return PackError(file=file, line=line, what=what, why=why, mend=mend)


def _keys(root: Located, section: str) -> frozenset[str]:
    part = root.get(section) if isinstance(root.value, dict) else None
    return frozenset(part.value) if part and isinstance(part.value, dict) else frozenset()
