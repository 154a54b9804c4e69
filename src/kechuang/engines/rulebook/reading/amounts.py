"""Reads amounts: items with formula and cap, and the cap of the sum."""

from __future__ import annotations

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.reading.articles import read_article
from kechuang.engines.rulebook.reading.conditions import ConditionReader
from kechuang.engines.rulebook.reading.phrases import read_amount, read_quantity, read_rate
from kechuang.engines.rulebook.rules.amounts import AmountItem, AmountRule
from kechuang.engines.rulebook.rules.formulas import Bracket, Brackets, Expression, Formula
from kechuang.engines.rulebook.terms.kinds import Kind, mismatch
from kechuang.engines.rulebook.terms.quantities import Quantity
from kechuang.engines.tally import Limits, TallyError
from kechuang.engines.wording import Text

_ITEM = frozenset(
    {"id", "label", "article", "evidence", "fixed", "compute", "brackets", "of", "cap", "least"}
)


def read_amount_rule(part: Located, reader: ConditionReader, *, is_ceiling: bool) -> AmountRule:
    part.only(frozenset({"label", "items", "cap", "article"}))
    article = part.get("article")
    inherited = read_article(article) if article else None
    items = tuple(_read_item(item, inherited, reader) for item in part.need("items").some)
    return AmountRule(
        label=part.need("label").both(),
        items=items,
        cap_fen=_read_limits(part).cap_fen,
        is_ceiling=is_ceiling,
    )


def _read_item(part: Located, inherited: Text | None, reader: ConditionReader) -> AmountItem:
    part.only(_ITEM)
    return AmountItem(
        head=reader.head(part, inherited),
        formula=_read_formula(part, reader),
        limits=_read_limits(part),
    )


def _read_limits(part: Located) -> Limits:
    cap, least = part.get("cap"), part.get("least")
    try:
        return Limits(
            least_fen=read_amount(least) if least else 0,
            cap_fen=read_amount(cap) if cap else None,
        )
    except TallyError as refused:
        part.refuse(refused.why, refused.mend)


def _read_formula(part: Located, reader: ConditionReader) -> Formula:
    if "brackets" in part:
        return _read_brackets(part, reader)
    written = part.get("fixed") or part.need("compute")
    return Expression(_money(written, reader))


def _money(written: Located, reader: ConditionReader) -> Quantity:
    quantity = read_quantity(written, reader.vocabulary)
    if quantity.kind is not Kind.MONEY:
        written.refuse_wording(mismatch(quantity.kind, Kind.MONEY))
    return quantity


def _read_brackets(part: Located, reader: ConditionReader) -> Brackets:
    base = _money(part.need("of"), reader)
    brackets = tuple(_read_bracket(item) for item in part.need("brackets").items)
    tops = [bracket.up_to for bracket in brackets]
    bounded = [top for top in tops if top is not None]
    is_rising = [0, *bounded] == sorted({0, *bounded})
    if not tops or tops[-1] is not None or not is_rising or None in tops[:-1]:
        part.need("brackets").refuse(
            Text(
                "分段须从零由低到高，最后一段不设上限",
                "brackets rise from zero and the last has no end",
            ),
            Text(
                "请按 up_to 从小到大排列，最后一段只写 rate",
                "order by up_to; the last has only rate",
            ),
        )
    return Brackets(base, brackets)


def _read_bracket(item: Located) -> Bracket:
    item.only(frozenset({"up_to", "rate"}))
    up_to = item.get("up_to")
    return Bracket(read_amount(up_to) if up_to else None, read_rate(item.need("rate")))
