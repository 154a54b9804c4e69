"""One firm's standing in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kechuang.cli.points_files import Ranked
from kechuang.engines.standing import ListPack, places_of, shift_of_weights
from kechuang.engines.wording import Refusal, Text
from kechuang.points.telling import effects_of, lists_of, standing_of, weights_of
from kechuang.points.writing import decimal, pair, signed, span

PLACES = {
    "on": Text("在名单上", "on the list"),
    "possible": Text("可能在名单上，取决于未知数据", "possibly on, unknown facts decide"),
    "off": Text("不在名单上", "off the list"),
}
MOST_SHOWN = 5


def explained(
    ranked: Ranked, subject: str, lists: Sequence[ListPack], *, percent: int
) -> dict[str, Any]:
    """Everything that is said of one firm; Refusal when the table has no such firm."""
    cohort, card = ranked.cohort, ranked.card
    if subject not in cohort.subjects:
        raise Refusal(
            Text(f"企业“{subject}”", f"the firm “{subject}”"),
            Text("企业数据表中没有", "is not in the table"),
            Text("请核对企业标识一列", "check the column that names the firms"),
        )
    firm = cohort.subjects.index(subject)
    places = places_of(cohort.totals)
    shift = shift_of_weights(cohort, percent=percent)
    points = ranked.points[firm]
    return {
        "scheme": card.pack.id,
        "digest": card.pack.digest,
        "is_example": card.pack.is_example,
        "title": card.pack.title._asdict(),
        **standing_of(cohort, places, firm),
        "stages": [card.stages[place][1]._asdict() for place in points.stages],
        "indicators": _indicators(ranked, firm),
        "change_percent": percent,
        "weights": weights_of(card, cohort, shift, firm),
        "missing": effects_of(cohort, points, firm),
        "lists": lists_of(card, cohort, places, firm, lists),
    }


def _indicators(ranked: Ranked, firm: int) -> list[dict[str, Any]]:
    points = ranked.points[firm]
    weights = ranked.cohort.scheme.indicators
    stage = ranked.cohort.stage[firm]
    return [
        {
            "indicator": line.id,
            "label": line.label._asdict(),
            "low": points.low[place],
            "high": points.high[place],
            "most": 0 if line.is_deduction else weights[place].weights[stage],
            "missing": [fact for fact, lines in points.lacking.items() if place in lines],
        }
        for place, line in enumerate(ranked.card.lines)
    ]


def lines_of(told: dict[str, Any], language: str) -> Iterator[str]:
    """The explanation line by line."""
    say = _Words(language)
    places = pair([told["best_place"], told["worst_place"]])
    example = say("（示例）", " (example)") if told["is_example"] else ""
    yield f"{told['subject']} · {told['title'][language]}{example}"
    yield say("总分 ", "Points ") + span(told["low"], told["high"])
    yield say(
        f"名次 {places}，共{told['firms']}家；按已证实的分排第{told['proven_place']}",
        f"Place {places} of {told['firms']}; by what is proven {told['proven_place']}",
    )
    for row in told["indicators"]:
        lacks = say("；缺：", "; lacks ") + ", ".join(row["missing"]) if row["missing"] else ""
        most = f" / {decimal(row['most'])}" if row["most"] else ""
        yield f"  {row['label'][language]} {span(row['low'], row['high'])}{most}{lacks}"
    for row in told["missing"]:
        yield say(
            f"缺 {row['fact']}：最差时名次 {pair(row['if_worst'])}，最好时 {pair(row['if_best'])}",
            f"Lacks {row['fact']}: place {pair(row['if_worst'])} at worst, "
            f"{pair(row['if_best'])} at best",
        )
    yield from _weight_lines(told, language)
    yield from _list_lines(told, language)


def _weight_lines(told: dict[str, Any], language: str) -> Iterator[str]:
    say, percent = _Words(language), told["change_percent"]
    yield say(f"权重各变 {percent}%：", f"Each weight by {percent}%:")
    for row in told["weights"][:MOST_SHOWN]:
        down, up = row["if_smaller"], row["if_greater"]
        yield say(
            f"  {row['label']['zh']}：减 → 第{down}，增 → 第{up}",
            f"  {row['label']['en']}: less → {down}, more → {up}",
        )


def _list_lines(told: dict[str, Any], language: str) -> Iterator[str]:
    say = _Words(language)
    for row in told["lists"]:
        state = PLACES[row["place"]].said_in(language)
        away = " ~ ".join(map(signed, sorted({row["margin_low"], row["margin_high"]})))
        line = decimal(row["line"])
        yield say(
            f"{row['title']['zh']}：{state}；线 {line}，距线 {away} 分",
            f"{row['title']['en']}: {state}; line {line}, {away} points from it",
        )
        for tip in row["tips"][:MOST_SHOWN]:
            changes = ", ".join(
                f"{bp / 100:+.2f}%" for bp in (tip["smaller_bp"], tip["greater_bp"]) if bp
            )
            yield say(
                f"  {tip['label']['zh']}的权重变 {changes} 就会改变结果",
                f"  a change of {changes} of the weight of {tip['label']['en']} changes this",
            )


class _Words:
    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, zh: str, en: str) -> str:
        return Text(zh, en).said_in(self.language)
