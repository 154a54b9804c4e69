"""Shaping a simulation for its pages: numbers to pick, tables, charts, lists of firms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from kechuang.design.charts import stacked_bars
from kechuang.design.codes import industry_name, region_name
from kechuang.engines.rulebook import comparing
from kechuang.engines.wording import Text
from kechuang.parties.models import Party

UNTOLD = Text("未登记", "Not told")
AXIS_TITLES = {
    "district": Text("各区的得失", "Gains and losses by district"),
    "size": Text(
        "按上年职工人数的得失（分档为示例）",
        "Gains and losses by employees of last year (example bands)",
    ),
    "industry": Text("各行业的得失", "Gains and losses by industry"),
}
OUTCOMES = {
    "gains": Text("新增符合", "Newly qualify"),
    "loses": Text("不再符合", "No longer qualify"),
    "more": Text("金额增加", "Get more"),
    "less": Text("金额减少", "Get less"),
    "unsettled": Text("未定，不计得失", "Unsettled, counted apart"),
}
DRAWN = ("gains", "loses", "more", "less")


class NumberRow(NamedTuple):
    """A number of a policy as people call it."""

    address: str
    label: str
    key: str
    article: str
    told: str

    @property
    def named(self) -> str:
        return f"{self.label} · {self.key} {self.told}"


class SumRow(NamedTuple):
    """Fen before and after."""

    label: str
    before_fen: int
    after_fen: int

    @property
    def more_fen(self) -> int:
        return self.after_fen - self.before_fen


class AxisTable(NamedTuple):
    """A chart of who gains and loses (SVG), and each group with its tally, the same numbers."""

    title: str
    chart: str
    rows: list[tuple[str, comparing.Tally]]


class ClauseResult(NamedTuple):
    """What the change does under one clause."""

    pack_id: str
    clause_id: str
    title: str
    total: comparing.Tally
    sums: list[SumRow]
    before: comparing.BudgetEffect | None
    after: comparing.BudgetEffect | None
    axes: list[AxisTable]


class FirmRow(NamedTuple):
    """A firm that is affected; ``party`` is None when it left the register."""

    told: comparing.Affected
    party: Party | None
    outcome: str
    district: str


def number_rows(numbers: Sequence[comparing.Number], language: str) -> list[NumberRow]:
    return [
        NumberRow(
            one.address,
            one.head.label.said_in(language),
            comparing.key_words(one.key).said_in(language),
            one.head.article,
            one.told,
        )
        for one in numbers
    ]


def sum_rows(tally: comparing.Tally) -> list[SumRow]:
    """Certain, at most, and what unsettled firms could add: never summed."""
    before, after = tally.before, tally.after
    return [
        SumRow(_("确定支出"), before.certain_fen, after.certain_fen),
        SumRow(_("符合的企业至多"), before.ceiling_fen, after.ceiling_fen),
        SumRow(_("未定的企业若都符合，另需至多"), before.possible_fen, after.possible_fen),
    ]


def axis_tables(result: comparing.Compared, key: tuple[str, str], language: str) -> list[AxisTable]:
    return [_axis_table(result, key, axis, language) for axis in comparing.AXES]


def _axis_table(
    result: comparing.Compared, key: tuple[str, str], axis: str, language: str
) -> AxisTable:
    rows = [
        (_named(axis, name, language), tally) for name, tally in result.along(key, axis).items()
    ]
    title, marks = AXIS_TITLES[axis], list(_marks(rows, language))
    chart = (
        stacked_bars(
            marks, category="name", series="outcome", value="firms", title=title, language=language
        )
        if marks
        else ""
    )
    return AxisTable(title.said_in(language), chart, rows)


def _marks(rows: list[tuple[str, comparing.Tally]], language: str) -> Iterator[dict[str, Any]]:
    occurring = [one for one in DRAWN if any(getattr(tally, one) for _name, tally in rows)]
    for name, tally in rows:
        for one in occurring:
            outcome = OUTCOMES[one].said_in(language)
            yield {"name": name, "outcome": outcome, "firms": getattr(tally, one)}


def firm_rows(
    affected: Sequence[comparing.Affected], parties: Mapping[str, Party], language: str
) -> list[FirmRow]:
    return [
        FirmRow(
            one,
            parties.get(one.subject),
            OUTCOMES[one.outcome].said_in(language),
            _named("district", one.district, language),
        )
        for one in affected
    ]


def _named(axis: str, name: str, language: str) -> str:
    if not name:
        return UNTOLD.said_in(language)
    if axis == "district":
        return region_name(name, language)
    return industry_name(name, language) if axis == "industry" else name
