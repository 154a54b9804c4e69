"""Whether the cases of a pack bite: each of its numbers is moved, and some case must go red."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from kechuang.engines.packfile import PackError, text_of
from kechuang.engines.rulebook.cases import Case, failures_of, read_cases, read_equivalents
from kechuang.engines.rulebook.catalogue import FactCatalogue
from kechuang.engines.rulebook.comparing.changes import Change, revised_text
from kechuang.engines.rulebook.comparing.written import Number, numbers_in
from kechuang.engines.rulebook.library import CASES_SUFFIX, FOLDER, load_folder
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.reading.packs import load_pack
from kechuang.engines.rulebook.terms.kinds import Kind

MOVED_BY = Fraction(1, 10)
SCALES = frozenset({"linear", "log", "percentile"})
DIVISIBLE = frozenset({Kind.MONEY, Kind.RATIO})


class Mutant(NamedTuple):
    """The number ``told`` at ``address`` of a pack, written ``to`` instead."""

    pack_id: str
    address: str
    told: str
    to: str

    @property
    def written(self) -> str:
        return f"{self.address}={self.to}"


class Beside(NamedTuple):
    """A pack with its cases, and why some mutants answer every question alike."""

    pack: Pack
    cases: Sequence[Case]
    equivalents: Mapping[str, str]


class Moved(NamedTuple):
    """How many numbers were moved, what no case noticed, and what is said to be alike and is not.

    The last only where every number was moved.
    """

    total: int
    survivors: tuple[Mutant, ...]
    idle: tuple[str, ...]


Choose = Callable[[Sequence[tuple[Mutant, Beside]]], Sequence[tuple[Mutant, Beside]]]


def move_numbers(folder: Path, catalogue: FactCatalogue, *, choose: Choose | None = None) -> Moved:
    """Every mutant of the packs at or below ``folder``, or those that ``choose`` takes of them."""
    shelves = list(_shelves(folder, catalogue))
    every = [(one, beside) for beside in shelves for one in mutants_of(beside.pack)]
    asked = every if choose is None else choose(every)
    alive = [(one, beside) for one, beside in asked if survives(one, beside, catalogue)]
    silent = {f"{one.pack_id}/{one.written}" for one, _ in alive}
    declared = [f"{one.pack.id}/{written}" for one in shelves for written in one.equivalents]
    return Moved(
        len(asked),
        tuple(one for one, beside in alive if one.written not in beside.equivalents),
        () if choose else tuple(written for written in declared if written not in silent),
    )


def mutants_of(pack: Pack) -> Iterator[Mutant]:
    """Each number of the pack a tenth higher and a tenth lower, whole things by at least one.

    Two are no numbers to move: nothing of something (``> 0元``), which asks whether there is any,
    and the full mark of a scale that a ``weight`` rescales.
    """
    numbers = numbers_in(pack.source)
    weighted = {item for item, at, _ in (n.address.partition("/weight/") for n in numbers) if at}
    for number in numbers:
        item, _, scale = number.address.rpartition("/")[0].rpartition("/")
        if not (number.key == "points" and scale in SCALES and item in weighted):
            for to in _moved(number):
                yield Mutant(pack.id, number.address, number.told, to)


def survives(mutant: Mutant, beside: Beside, catalogue: FactCatalogue) -> bool:
    """Whether the changed pack loads and answers every case as the pack does."""
    change = Change(mutant.pack_id, mutant.address, mutant.to)
    try:
        text = revised_text(beside.pack.source, [change])
        changed = load_pack(text, name=mutant.pack_id, catalogue=catalogue)
    except PackError:
        return False
    return not any(True for case in beside.cases for _ in failures_of(case, changed))


def _shelves(folder: Path, catalogue: FactCatalogue) -> Iterator[Beside]:
    packs: Iterable[Pack] = load_folder(folder, catalogue)
    named = {pack.id: pack for pack in packs}
    for path in sorted(folder.rglob(f"{FOLDER}/*{CASES_SUFFIX}")):
        text = text_of(path)
        cases = read_cases(text, name=path.name, catalogue=catalogue)
        yield Beside(named[cases[0].pack_id], cases, read_equivalents(text, name=path.name))


def _moved(number: Number) -> Iterator[str]:
    digits = number.told.rstrip("元万亿%‰天年个月平方米人名件项家台套次分 ")
    unit, value = number.told[len(digits) :], Fraction(digits.replace("_", ""))
    if not value and unit:
        return
    if number.kind in DIVISIBLE:
        yield from (f"{_decimal(value * (1 + part))}{unit}" for part in (MOVED_BY, -MOVED_BY))
    else:
        step = max(int(abs(value) * MOVED_BY), 1)
        yield f"{int(value) + step}{unit}"
        if value:
            yield f"{int(value) - step}{unit}"


def _decimal(value: Fraction) -> str:
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"
