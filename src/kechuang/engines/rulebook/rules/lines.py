"""One line of an amount: what it comes to at least and at most, and the sentence that shows how."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.terms.display import shown
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.quantities import NotComputableError, Quantity
from kechuang.engines.tally import Bound, Limits, top_up
from kechuang.engines.wording import Text


class AmountLine(NamedTuple):
    """``is_known``: its formula could be computed, though it may be undecided whether it is due."""

    low_fen: int
    high_fen: int | None
    step: Text
    missing: tuple[MissingFact, ...]
    is_known: bool

    @property
    def is_settled(self) -> bool:
        return self.is_known and self.low_fen == self.high_fen


def told_line(head: Head, step: Text, paid: int, why: Text) -> Text:
    """The line in words: its label and article, the formula with its numbers, the sum."""
    sum_zh, sum_en = shown(paid, Kind.MONEY)
    tag = f" [{head.evidence}]" if head.evidence else ""
    return Text(
        f"{head.label.zh}（{head.article.zh}）{tag}：{step.zh} = {sum_zh}{why.zh}",
        f"{head.label.en} ({head.article.en}){tag}: {step.en} = {sum_en}{why.en}",
    )


def told_open(head: Head, why: Text) -> Text:
    return Text(f"{head.label.zh}：{why.zh}", f"{head.label.en}: {why.en}")


def told_bound(bound: Bound, limits: Limits) -> Text:
    if bound is Bound.LEAST:
        least = shown(limits.least_fen, Kind.MONEY)
        return Text(f"（不足{least.zh}不予支付）", f" (less than {least.en} is not paid)")
    if bound is Bound.FLOOR:
        least = shown(limits.floor_fen, Kind.MONEY)
        return Text(f"（按下限{least.zh}）", f" (raised to {least.en})")
    return Text("（已达上限）", " (capped)") if bound is Bound.CAP else Text("", "")


def less_earlier(
    head: Head, line: AmountLine, less: tuple[Quantity, ...], inquiry: Inquiry
) -> AmountLine:
    """补差: what is still due of ``line`` after what was paid before on the same ground."""
    before = len(inquiry.missing)
    told = [_paid(part, inquiry) for part in less]
    paid = [fen for fen in told if fen is not None]
    high = None if line.high_fen is None else top_up(line.high_fen, paid)
    if len(paid) < len(told):
        missing = (*line.missing, *inquiry.missing[before:])
        return AmountLine(0, high, told_open(head, EARLIER_UNKNOWN), missing, line.is_known)
    if not less or not line.is_known:
        return line._replace(high_fen=high)
    low = top_up(line.low_fen, paid)
    due, earlier = shown(low, Kind.MONEY), shown(sum(paid), Kind.MONEY)
    step = Text(
        f"{line.step.zh}，减已享受{earlier.zh}，补差{due.zh}",
        f"{line.step.en}, less {earlier.en} already received, {due.en} due",
    )
    return line._replace(low_fen=low, high_fen=high, step=step)


def _paid(part: Quantity, inquiry: Inquiry) -> int | None:
    try:
        value = part.value(inquiry)
    except NotComputableError:
        return None
    return max(int(value), 0) if isinstance(value, int | Fraction) else None


def joined_readings(lines: list[AmountLine], told: Text) -> AmountLine:
    """From the least to the most of ``lines``, each computed in one reading of the text."""
    tops = [line.high_fen for line in lines]
    high = None if None in tops else max(top or 0 for top in tops)
    missing = tuple(dict.fromkeys(fact for line in lines for fact in line.missing))
    is_known = all(line.is_known for line in lines)
    return AmountLine(min(line.low_fen for line in lines), high, told, missing, is_known)


NOT_DUE = Text("不属于该情形，不计", "not the case, so nothing")
UNDECIDED = Text("是否属于该情形须人工判断", "a person decides whether it is the case")
EARLIER_UNKNOWN = Text("已享受金额未知，补差不定", "what was received before is unknown")
