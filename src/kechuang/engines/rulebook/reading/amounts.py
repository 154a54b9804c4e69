"""Reads amounts: items with formula and limits, the cap of the sum, who pays, the budget."""

from __future__ import annotations

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.reading.articles import read_article
from kechuang.engines.rulebook.reading.conditions import ConditionReader
from kechuang.engines.rulebook.reading.formulas import FORMULA_KEYS, read_formula, read_money
from kechuang.engines.rulebook.reading.words import read_amount, read_choice, read_guard
from kechuang.engines.rulebook.rules.amounts import AmountItem, AmountRule
from kechuang.engines.rulebook.rules.levels import FIRST_COME, PRO_RATA, Budget, Level
from kechuang.engines.rulebook.rules.roundings import ROUNDINGS, RoundTo
from kechuang.engines.tally import Limits, TallyError
from kechuang.engines.wording import Text

AMOUNT_KEYS = frozenset({"label", "items", "cap", "article", "take", "shares", "budget"})
LINE_KEYS = FORMULA_KEYS | {
    "id", "label", "article", "evidence", "cap", "least", "floor", "when", "less", "round",
}  # fmt: skip
_TAKES = frozenset({"sum", "highest"})


def read_amount_rule(part: Located, reader: ConditionReader, *, is_ceiling: bool) -> AmountRule:
    part.only(AMOUNT_KEYS)
    take, budget = part.get("take"), part.get("budget")
    return AmountRule(
        label=part.need("label").both(),
        items=_read_items(part, reader),
        cap_fen=_read_limits(part).cap_fen,
        is_ceiling=is_ceiling,
        is_highest=take is not None and read_choice(take, _TAKES) == "highest",
        levels=_read_levels(part.get("shares")),
        budget=read_budget(budget) if budget else None,
    )


def _read_items(part: Located, reader: ConditionReader) -> tuple[AmountItem, ...]:
    article = part.get("article")
    inherited = read_article(article) if article else None
    items: list[AmountItem] = []
    for item in part.need("items").some:
        with reader.problems.catching():
            items.append(_read_item(item, inherited, reader))
    return tuple(items)


def _read_item(part: Located, inherited: Text | None, reader: ConditionReader) -> AmountItem:
    part.only(LINE_KEYS)
    when, less, rounding = (part.get(key) for key in ("when", "less", "round"))
    vocabulary = reader.vocabulary
    return AmountItem(
        head=reader.head(part, inherited),
        formula=read_formula(part, vocabulary),
        limits=_read_limits(part),
        when=read_guard(when, vocabulary) if when else None,
        less=tuple(read_money(item, vocabulary) for item in less.some) if less else (),
        rounding=_read_rounding(rounding) if rounding else None,
    )


def _read_limits(part: Located) -> Limits:
    cap, least, floor = (part.get(key) for key in ("cap", "least", "floor"))
    try:
        return Limits(
            least_fen=read_amount(least) if least else 0,
            floor_fen=read_amount(floor) if floor else 0,
            cap_fen=read_amount(cap) if cap else None,
        )
    except TallyError as refused:
        part.refuse(refused.why, refused.mend)


def _read_rounding(part: Located) -> RoundTo:
    """``floor``, or ``{by: floor, to: 1万元}``."""
    if not isinstance(part.value, dict):
        return RoundTo(read_choice(part, frozenset(ROUNDINGS)))
    part.only(frozenset({"by", "to"}))
    unit = read_amount(part.need("to"))
    if unit <= 0:
        part.refuse(
            Text("取整单位须大于零", "the unit of rounding must be above zero"),
            Text("请写 1元、1万元", "write 1元 or 1万元"),
        )
    return RoundTo(read_choice(part.need("by"), frozenset(ROUNDINGS)), unit)


def _read_levels(part: Located | None) -> tuple[Level, ...]:
    """``[{zh: 省级, en: Province, weight: 2}, {zh: 市级, en: City, weight: 1}]``."""
    levels = tuple(_read_level(item) for item in part.some) if part else ()
    if part and not sum(level.weight for level in levels):
        part.refuse(
            Text("各级负担全部为零", "nobody bears anything"),
            Text("请写各级的份数", "write the weight of each level"),
        )
    return levels


def _read_level(item: Located) -> Level:
    item.only(frozenset({"zh", "en", "weight"}))
    weight = item.need("weight").whole()
    if weight < 0:
        item.refuse(
            Text("份数不能为负", "a weight cannot be negative"),
            Text("请写 0 以上的整数", "write a whole number from 0"),
        )
    return Level(Text(item.need("zh").text(), item.need("en").text()), weight)


def read_budget(part: Located) -> Budget:
    """``{total: 500万元, method: pro_rata}``."""
    part.only(frozenset({"total", "method"}))
    method = read_choice(part.need("method"), frozenset({PRO_RATA, FIRST_COME}))
    return Budget(read_amount(part.need("total")), method)
