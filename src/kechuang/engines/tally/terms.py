"""What the terms of a measure make of a base: rates, brackets, steps, years, interest, 补差.

Bases are fen, rates basis points (365 is 3.65%). A base below zero (a loss, a fall in turnover)
earns nothing; negative rates, days and awards are refused (``TallyError``). Each function rounds
once, at the end, in the way its rule names.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kechuang.engines.tally.limits import UNLIMITED, Limits, Settled, settle
from kechuang.engines.tally.refusals import TallyError, need_none_negative, need_positive
from kechuang.engines.tally.rounding import Rounding, floor
from kechuang.engines.tally.shares import WHOLE_BP
from kechuang.engines.wording import Text

DAY_COUNTS = (360, 365)
_RATE = Text("比率不能采用", "The rate cannot be used")
_BRACKETS = Text("分段不能采用", "The brackets cannot be used")
_STEP = Text("每满一档的奖励无法计算", "The award for each full step cannot be computed")
_YEAR = Text("逐年比率不能采用", "The rates by year cannot be used")
_INTEREST = Text("利息无法计算", "The interest cannot be computed")
_TOP_UP = Text("补差无法计算", "The difference due cannot be computed")


def at_rate(
    base_fen: int, rate_bp: int, limits: Limits = UNLIMITED, *, rounding: Rounding
) -> Settled:
    """``rate_bp`` of ``base_fen``: 按…的30%给予补助，不低于…，最高不超过…."""
    need_none_negative((rate_bp,), _RATE)
    return settle(base_fen * rate_bp, WHOLE_BP, limits, rounding=rounding)


def in_brackets(
    base_fen: int,
    tops_fen: Sequence[int],
    rates_bp: Sequence[int],
    limits: Limits = UNLIMITED,
    *,
    rounding: Rounding,
) -> Settled:
    """Marginal rates: each slice of the base earns its own; one rate more than tops."""
    need_none_negative(rates_bp, _BRACKETS)
    parts = slices(base_fen, tops_fen)
    if len(rates_bp) != len(parts):
        raise TallyError(
            _BRACKETS,
            Text(
                f"{len(parts)}段有{len(rates_bp)}个比率",
                f"{len(rates_bp)} rates, {len(parts)} brackets",
            ),
            Text(
                "请每段写一个比率，最后一段不设上限",
                "Give each bracket a rate, the last without top",
            ),
        )
    earned = sum(part * rate for part, rate in zip(parts, rates_bp, strict=True))
    return settle(earned, WHOLE_BP, limits, rounding=rounding)


def slices(base: int, tops: Sequence[int]) -> tuple[int, ...]:
    """``base`` cut at ``tops`` (positive, rising): what lies in each bracket, and above the last.

    The slices sum to ``base``; a base below zero has none. Any unit, the same for both.
    """
    bounds = (0, *tops)
    if any(lower >= upper for lower, upper in pairwise(bounds)):
        raise TallyError(
            _BRACKETS,
            Text("分段没有由低到高", "the brackets do not rise"),
            Text("请从小到大排列，首段高于零", "Order them from low to high, the first above zero"),
        )
    inside = [max(min(base, upper) - lower, 0) for lower, upper in pairwise(bounds)]
    return (*inside, max(base - bounds[-1], 0))


def per_full_step(
    base_fen: int, *, step_fen: int, award_fen: int, limits: Limits = UNLIMITED
) -> Settled:
    """每满100万元奖励10万元: ``award_fen`` for each whole ``step_fen`` of the base."""
    need_positive(step_fen, _STEP)
    need_none_negative((award_fen,), _STEP)
    return settle(floor(base_fen, step_fen) * award_fen, 1, limits, rounding=floor)


def by_year(
    base_fen: int,
    rates_bp: Sequence[int],
    *,
    year: int,
    limits: Limits = UNLIMITED,
    rounding: Rounding,
) -> Settled:
    """逐年递减: the rate of the ``year``-th year (from 1); rates never rise, after them none."""
    need_positive(year, _YEAR)
    if any(earlier < later for earlier, later in pairwise(rates_bp)):
        raise TallyError(
            _YEAR,
            Text("后一年的比率高于前一年", "a later year has a higher rate"),
            Text("请按年度由高到低排列", "Order the rates from the first year down"),
        )
    rate_bp = rates_bp[year - 1] if year <= len(rates_bp) else 0
    return at_rate(base_fen, rate_bp, limits, rounding=rounding)


def interest(
    principal_fen: int,
    rate_bp: int,
    days: int,
    *,
    days_in_year: int,
    share_bp: int = WHOLE_BP,
    limits: Limits = UNLIMITED,
    rounding: Rounding,
) -> Settled:
    """``share_bp`` of the simple interest on ``principal_fen`` for ``days``, rounded once.

    The rate of 贷款贴息 is the loan prime rate that the measure names, not the one paid
    (LPR, 中国人民银行公告〔2019〕第15号). ``days_in_year`` is 360, as in 银发〔2005〕129号
    (日利率＝年利率÷360), or 365 where the contract says so; no other is accepted.
    """
    need_none_negative((principal_fen, rate_bp, days, share_bp), _INTEREST)
    if days_in_year not in DAY_COUNTS:
        raise TallyError(
            _INTEREST,
            Text(f"一年按{days_in_year}天计", f"a year of {days_in_year} days"),
            Text("请写360或365", "Write 360 or 365"),
        )
    exact = principal_fen * rate_bp * days * share_bp
    return settle(exact, WHOLE_BP * WHOLE_BP * days_in_year, limits, rounding=rounding)


def top_up(entitled_fen: int, paid_fen: Sequence[int]) -> int:
    """补差: what is still due of ``entitled_fen`` after earlier payments on the same ground."""
    need_none_negative((entitled_fen, *paid_fen), _TOP_UP)
    return max(entitled_fen - sum(paid_fen), 0)
