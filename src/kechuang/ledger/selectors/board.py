"""The budget board: what was appropriated, held, promised, accepted, paid, and what is free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum
from django.utils.translation import get_language

from kechuang.engines.wording import Text
from kechuang.ledger.models import Appropriation, Scheme, Transfer
from kechuang.ledger.selectors.flows import MOVED, Sums, sums_by
from kechuang.ledger.states import FundSource, Kind


@dataclass(frozen=True)
class Level:
    """One line of the board, in fen; ``free_fen`` is budget neither promised nor held."""

    key: str
    label: str
    budget_fen: int
    held_fen: int
    obligated_fen: int
    accepted_fen: int
    ordered_fen: int
    paid_fen: int
    recovered_fen: int

    @property
    def free_fen(self) -> int:
        return self.budget_fen - self.held_fen - self.obligated_fen

    @property
    def paid_bp(self) -> int | None:
        """Paid of promised, in basis points; None while nothing is promised."""
        return self.paid_fen * 10_000 // self.obligated_fen if self.obligated_fen else None


@dataclass(frozen=True)
class Board:
    """The figures of one budget year as they stood at the end of ``on``."""

    year: int
    on: date
    appropriated_fen: int
    carried_fen: int
    whole: Level
    schemes: tuple[Level, ...]
    sources: tuple[Level, ...]
    districts: tuple[Level, ...]
    months: tuple[Level, ...]

    @property
    def is_empty(self) -> bool:
        return not self.appropriated_fen and not self.whole.budget_fen


def board(*, year: int, on: date) -> Board:
    """Everything of budget year ``year``, recomputed from the transfers posted until ``on``."""
    whole = sums_by("all", year=year, on=on).get(str(year), Counter())
    return Board(
        year=year,
        on=on,
        appropriated_fen=appropriated(year=year, on=on),
        carried_fen=carried_into(year=year, on=on),
        whole=_level(str(year), str(year), whole),
        schemes=_levels(sums_by("scheme", year=year, on=on), scheme_names()),
        sources=_levels(sums_by("source", year=year, on=on), dict(FundSource.choices)),
        districts=_levels(sums_by("district", year=year, on=on), {}),
        months=_levels(sums_by("month", year=year, on=on), {}),
    )


def appropriated(*, year: int, on: date) -> int:
    """What levels of government made available for the year, less what lapsed unallotted."""
    return _moved(Q(kind=Kind.APPROPRIATE, credit__appropriation__year=year), on)


def carried_into(*, year: int, on: date) -> int:
    """What the year before left to this one (结转)."""
    return _moved(Q(kind=Kind.CARRY, credit__line__appropriation__year=year), on)


def _moved(which: Q, on: date) -> int:
    found = Transfer.objects.filter(which, voucher__on__lte=on)
    return found.aggregate(total=Sum(MOVED))["total"] or 0


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


def _levels(sums: Sums, names: Mapping[str, object]) -> tuple[Level, ...]:
    return tuple(_level(key, str(names.get(key, key)), sums[key]) for key in sorted(sums))


def _level(key: str, label: str, sums: Counter[str]) -> Level:
    return Level(
        key=key,
        label=label,
        budget_fen=sums["budget"],
        held_fen=sums["held"],
        obligated_fen=sums["obligated"],
        accepted_fen=sums["accepted"],
        ordered_fen=sums["ordered"],
        paid_fen=sums["paid"],
        recovered_fen=sums["recovered"],
    )
