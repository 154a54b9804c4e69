"""A round in figures: how many cases stand in which state, and what was set for all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from kechuang.cases.filling import entry_of
from kechuang.cases.models import Case, ClockExtension, Round
from kechuang.cases.presenting.clocks import clock_name
from kechuang.cases.presenting.entries import words_of
from kechuang.cases.selectors import procedure_of, terms_of
from kechuang.design.charts import Drawing, bar_chart
from kechuang.engines.flow import Field, Value
from kechuang.engines.wording import Text

CAPTION = Text("各状态的事项数", "Cases by state")
STATE, COUNT = Text("状态", "State"), Text("事项数", "Cases")
NOT_SET = Text("未设定", "not set")


@dataclass(frozen=True, slots=True)
class Extended:
    """One extension with the clock it made longer, in words."""

    row: ClockExtension
    clock: Text


def cases_by_state(of_round: Round, cases: QuerySet[Case], language: str) -> Drawing | None:
    """A bar for each state that has cases, in the order of the procedure; None without cases."""
    counts = Counter(cases.values_list("state", flat=True))
    procedure = procedure_of(of_round.version)
    address = reverse("cases:list")
    rows: list[dict[str, str | int]] = [
        {"id": name, "state": state.wording.staff.said_in(language), "count": counts[name]}
        for name, state in procedure.states.items()
        if counts[name]
    ]
    if not rows:
        return None
    svg = bar_chart(
        rows,
        category="state",
        value="count",
        title=CAPTION,
        link=lambda row: f"{address}?{urlencode({'round': of_round.pk, 'state': row['id']})}",
        language=language,
    )
    columns = (STATE.said_in(language), COUNT.said_in(language))
    return Drawing(
        svg, CAPTION.said_in(language), columns, [(r["state"], r["count"]) for r in rows]
    )


def option_rows(of_round: Round, language: str) -> list[tuple[str, str]]:
    """The options of the round with their values."""
    terms = terms_of(of_round)
    settled = terms.settled()
    return [
        (
            option.field.label.said_in(language),
            _said(option.field, settled.get(name)).said_in(language),
        )
        for name, option in terms.procedure.options.items()
    ]


def _said(field: Field, value: Value | None) -> Text:
    return NOT_SET if value is None or value == () else words_of(field, entry_of(field, value))


def extended_clocks(of_round: Round) -> list[Extended]:
    """Every extension of the round, the newest first."""
    terms = terms_of(of_round)
    rows = of_round.extensions.order_by("-at", "-pk")
    return [Extended(row, clock_name(terms.procedure, row.clock)) for row in rows]
