"""The budget board: what was appropriated, held, promised, accepted, paid, and what is free."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from kechuang.engines.wording import Text
from kechuang.ledger.models import Appropriation, Scheme
from kechuang.ledger.selectors.figures import DERIVED, Figure
from kechuang.ledger.selectors.flows import Tally, tallies
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.states import FundSource


@dataclass(frozen=True)
class Use:
    """What became of promised money, in fen; of a district nothing else is known."""

    key: str
    label: str
    obligated_fen: int
    accepted_fen: int
    paid_fen: int
    recovered_fen: int

    @property
    def owed_fen(self) -> int:
        return self.obligated_fen - self.paid_fen

    @property
    def paid_bp(self) -> int | None:
        """Paid of promised, in basis points; None while nothing is promised."""
        return self.paid_fen * 10_000 // self.obligated_fen if self.obligated_fen else None


@dataclass(frozen=True)
class Level(Use):
    """One line of the board, in fen; ``free_fen`` is budget neither promised nor held."""

    appropriated_fen: int
    carried_fen: int
    budget_fen: int
    held_fen: int

    @property
    def free_fen(self) -> int:
        parts = DERIVED[Figure.FREE].items()
        return sum(sign * int(getattr(self, f"{name}_fen")) for name, sign in parts)


@dataclass(frozen=True)
class Board:
    """The figures of one budget year at a moment.

    Districts have no budget: no record tells for which district money was appropriated. The
    months are those of the book days.
    """

    year: int
    moment: Moment
    whole: Level
    schemes: tuple[Level, ...]
    sources: tuple[Level, ...]
    districts: tuple[Use, ...]
    months: tuple[Level, ...]

    @property
    def on(self) -> date:
        return self.moment.on

    @property
    def appropriated_fen(self) -> int:
        """What levels of government made available for the year."""
        return self.whole.appropriated_fen

    @property
    def carried_fen(self) -> int:
        """What the year before left to this one (结转)."""
        return self.whole.carried_fen

    @property
    def is_empty(self) -> bool:
        return not self.appropriated_fen and not self.whole.budget_fen


def board(*, year: int, on: date, known: datetime | None = None) -> Board:
    """Everything of budget year ``year``, recomputed from the transfers of that moment."""
    moment = Moment(on, known)
    found = list(tallies(year=year, moment=moment))
    districts = _by("district", found)
    return Board(
        year=year,
        moment=moment,
        whole=_level(str(year), str(year), _summed(found)),
        schemes=_levels(_by("scheme", found), scheme_names()),
        sources=_levels(_by("source", found), dict(FundSource.choices)),
        districts=tuple(_use(key, key, districts[key]) for key in sorted(districts)),
        months=_levels(_by("month", found), {}),
    )


def budget_years() -> list[int]:
    """Years with an appropriation, the newest first."""
    return sorted(set(Appropriation.objects.values_list("year", flat=True)), reverse=True)


def scheme_names() -> dict[str, str]:
    """Names of schemes by code, in the reader's language."""
    language = get_language() or "zh-hans"
    return {
        code: Text(zh, en).said_in(language)
        for code, zh, en in Scheme.objects.values_list("code", "name", "name_en")
    }


def _summed(found: Iterable[Tally]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for tally in found:
        sums[f"{tally.figure}_fen"] += tally.fen
    return sums


def _by(dimension: str, found: Iterable[Tally]) -> dict[str, Counter[str]]:
    """Sums by ``dimension``; what no record ties to it is in none of them."""
    sums: dict[str, list[Tally]] = defaultdict(list)
    for tally in found:
        if (key := tally.keys[dimension]) is not None:
            sums[key].append(tally)
    return {key: _summed(own) for key, own in sums.items()}


def _levels(sums: Mapping[str, Counter[str]], names: Mapping[str, object]) -> tuple[Level, ...]:
    return tuple(_level(key, str(names.get(key, key)), sums[key]) for key in sorted(sums))


def _level(key: str, label: str, sums: Counter[str]) -> Level:
    return Level(
        **vars(_use(key, label, sums)),
        appropriated_fen=sums["appropriated_fen"],
        carried_fen=sums["carried_fen"],
        budget_fen=sums["budget_fen"],
        held_fen=sums["held_fen"],
    )


def _use(key: str, label: str, sums: Counter[str]) -> Use:
    return Use(
        key=key,
        label=label,
        obligated_fen=sums["obligated_fen"],
        accepted_fen=sums["accepted_fen"],
        paid_fen=sums["paid_fen"],
        recovered_fen=sums["recovered_fen"],
    )
