"""The charts of the desk; the table under each holds the same numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.urls import reverse

from kechuang.design.charts import Drawing, bar_chart, stacked_bars
from kechuang.design.formatting import written_exact_money
from kechuang.engines.wording import Text
from kechuang.programmes.selectors.desk.board import RoundMoney, RoundOnDesk
from kechuang.programmes.selectors.desk.stages import BidStage, Stage

FEN_PER_WAN = 1_000_000
ITEMS = Text("各环节的需求与榜单", "Needs and items by stage")
BIDS = Text("各环节的揭榜方案", "Bids by stage")
MONEY = Text("预算项目的使用（万元）", "Use of the budget lines (CNY 10,000)")
STAGE, COUNT, ROUND = Text("环节", "Stage"), Text("数量", "Count"), Text("计划", "Programme")
PARTS = (
    Text("本计划预留", "Held for this programme"),
    Text("已用和其他预留", "Used or held for others"),
    Text("可用", "Free"),
)


def needs_drawn(rounds: Iterable[RoundOnDesk], language: str) -> Drawing | None:
    """A bar for each stage, leading to the list of what stands there; None without any."""
    counts = sum((Counter(one.needs) for one in rounds), Counter[Stage]())
    return _bars(_rows(Stage, counts), ITEMS, language, address=reverse("programmes:desk"))


def bids_drawn(rounds: Iterable[RoundOnDesk], language: str) -> Drawing | None:
    """A bar for each stage that has bids; None without any."""
    counts = sum((Counter(one.bids) for one in rounds), Counter[BidStage]())
    return _bars(_rows(BidStage, counts), BIDS, language)


def money_drawn(rounds: Iterable[RoundOnDesk], language: str) -> Drawing | None:
    """What of each round's line is used, held and free; None where no line may be read."""
    told = [(one.programme.shown_title, one.money) for one in rounds if one.money]
    if not told:
        return None
    marks = [
        {"round": title, "part": name.said_in(language), "value": fen // FEN_PER_WAN}
        for title, money in told
        for name, fen in zip(PARTS, _parts(money), strict=True)
    ]
    svg = stacked_bars(
        marks, category="round", series="part", value="value", title=MONEY, language=language
    )
    columns = tuple(text.said_in(language) for text in (ROUND, *PARTS))
    rows: list[tuple[str | int, ...]] = [
        (title, *(written_exact_money(fen, language) for fen in _parts(money)))
        for title, money in told
    ]
    return Drawing(svg, MONEY.said_in(language), columns, rows)


def _parts(money: RoundMoney) -> tuple[int, int, int]:
    others = money.used_fen + money.held_fen - money.own_held_fen
    return money.own_held_fen, others, money.free_fen


def _rows(
    stages: type[TextChoices], counts: Mapping[Stage, int] | Mapping[BidStage, int]
) -> list[dict[str, str | int]]:
    found = {str(stage): count for stage, count in counts.items()}
    return [
        {"id": stage.value, "stage": str(stage.label), "count": found[stage.value]}
        for stage in stages
        if found.get(stage.value)
    ]


def _bars(
    rows: Sequence[dict[str, str | int]], caption: Text, language: str, *, address: str = ""
) -> Drawing | None:
    """``address``: where the bars lead, each to its own stage."""
    if not rows:
        return None
    svg = bar_chart(
        rows,
        category="stage",
        value="count",
        title=caption,
        link=(lambda row: f"{address}?{urlencode({'stage': row['id']})}") if address else None,
        language=language,
    )
    columns = (STAGE.said_in(language), COUNT.said_in(language))
    told: list[tuple[str | int, ...]] = [(row["stage"], row["count"]) for row in rows]
    return Drawing(svg, caption.said_in(language), columns, told)
