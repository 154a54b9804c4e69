"""The charts of a project: releases on a line of time, money, what was spent on what, scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, takewhile

from django.urls import reverse

from kechuang.design.charts import Drawing, bar_chart, line_chart, stacked_bars
from kechuang.design.formatting import written_exact_money
from kechuang.engines.wording import Text
from kechuang.programmes.models.execution import Contract, Milestone
from kechuang.programmes.selectors.execution.money import ContractMoney, milestone_fen
from kechuang.programmes.states_of_execution import MilestoneState

FEN_PER_WAN, FEN_PER_YUAN = 1_000_000, 100
RELEASES = Text(
    "里程碑与累计可拨付补助（万元）", "Milestones and the grant they release (CNY 10,000)"
)
PLANNED, ACCEPTED = Text("计划", "Planned"), Text("已验收", "Accepted")
MILESTONE, AMOUNT = Text("里程碑", "Milestone"), Text("金额", "Amount")
MONEY = Text("财政补助的使用（万元）", "Use of the grant (CNY 10,000)")
PART = Text("部分", "Part")
Part = tuple[Text, Callable[[ContractMoney], int]]
PARTS: tuple[Part, ...] = (
    (Text("已列支", "Spent"), lambda money: money.spent_fen),
    (Text("到账未用", "Received, unspent"), lambda money: money.free_fen),
    (Text("未到账", "Not yet received"), lambda money: money.granted_fen - money.received_fen),
)
KINDS = Text("已列支经费的去向（元）", "What was spent on what (CNY)")
KIND = Text("类别", "Kind")
POINTS = Text("各队平均得分", "Mean score of each lane")
LANE, POINT = Text("队伍", "Lane"), Text("平均分", "Mean")


def releases_drawn(project: Contract, language: str) -> Drawing:
    """What milestones release in the order of their days: as planned, and as far as accepted."""
    rows = list(project.milestones.all())
    sums = list(accumulate(milestone_fen(project)))
    labels = [f"{row.position}. {row.due_on:%Y-%m}" for row in rows]
    done = len(list(takewhile(lambda row: row.state == MilestoneState.ACCEPTED, rows)))
    marks = [
        {
            "when": label,
            "series": series.said_in(language),
            "value": fen / FEN_PER_WAN,
            "url": _url(project, row),
        }
        for series, until in ((PLANNED, len(rows)), (ACCEPTED, done))
        for row, label, fen in zip(rows[:until], labels, sums, strict=False)
    ]
    svg = line_chart(
        marks,
        category="when",
        value="value",
        series="series",
        title=RELEASES,
        link=lambda mark: str(mark["url"]),
        language=language,
    )
    told: list[tuple[str | int, ...]] = [
        (
            f"{row.position}. {row.goal}",
            written_exact_money(fen, language),
            written_exact_money(fen if place < done else 0, language) if place < done else "—",
        )
        for place, (row, fen) in enumerate(zip(rows, sums, strict=True))
    ]
    return Drawing(
        svg, RELEASES.said_in(language), _columns(language, MILESTONE, PLANNED, ACCEPTED), told
    )


def money_drawn(money: ContractMoney, language: str) -> Drawing:
    """One bar: spent, received and unspent, not yet received."""
    whole = Text("补助", "Grant").said_in(language)
    marks = [
        {
            "label": whole,
            "series": part.said_in(language),
            "value": max(amount(money), 0) / FEN_PER_WAN,
        }
        for part, amount in PARTS
    ]
    svg = stacked_bars(
        marks, category="label", series="series", value="value", title=MONEY, language=language
    )
    told: list[tuple[str | int, ...]] = [
        (part.said_in(language), written_exact_money(amount(money), language))
        for part, amount in PARTS
    ]
    return Drawing(svg, MONEY.said_in(language), _columns(language, PART, AMOUNT), told)


def kinds_drawn(
    spent: Sequence[tuple[str, str, int]], address: str, language: str
) -> Drawing | None:
    """``spent``: kind, its label and the fen spent on it; a bar leads to its expenses."""
    if not spent:
        return None
    marks = [
        {"label": label, "value": round(fen / FEN_PER_YUAN), "url": f"{address}?kind={kind or '-'}"}
        for kind, label, fen in spent
    ]
    svg = bar_chart(
        marks,
        category="label",
        value="value",
        title=KINDS,
        link=lambda mark: str(mark["url"]),
        language=language,
    )
    told: list[tuple[str | int, ...]] = [
        (label, written_exact_money(fen, language)) for _kind, label, fen in spent
    ]
    return Drawing(svg, KINDS.said_in(language), _columns(language, KIND, AMOUNT), told)


def points_drawn(lanes: Sequence[tuple[str, float]], language: str) -> Drawing | None:
    """The mean scores of the lanes that have one."""
    if not lanes:
        return None
    marks = [{"label": label, "value": points} for label, points in lanes]
    svg = bar_chart(marks, category="label", value="value", title=POINTS, language=language)
    told: list[tuple[str | int, ...]] = [(label, f"{points:.2f}") for label, points in lanes]
    return Drawing(svg, POINTS.said_in(language), _columns(language, LANE, POINT), told)


def _columns(language: str, *names: Text) -> tuple[str, ...]:
    return tuple(name.said_in(language) for name in names)


def _url(project: Contract, milestone: Milestone) -> str:
    return reverse("programmes:milestone", args=[project.number, milestone.position])
