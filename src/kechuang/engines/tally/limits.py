"""What the text of a measure puts around a computed amount; rounding happens here and only here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kechuang.engines.tally.refusals import TallyError, need_none_negative, need_positive
from kechuang.engines.tally.rounding import Rounding
from kechuang.engines.wording import Text

_LIMITS = Text("上下限不能采用", "The limits cannot be used")
_SETTLE = Text("金额无法确定", "The amount cannot be settled")


@dataclass(frozen=True, slots=True)
class Limits:
    """Fen. ``least_fen`` 起付线: less is not paid at all; ``floor_fen`` 下限: less is raised to it;
    ``cap_fen`` 上限 (最高、不超过): a ceiling, never an entitlement; None where there is none.

    Refuses (``TallyError``) negative limits and a floor above the cap.
    """

    least_fen: int = 0
    floor_fen: int = 0
    cap_fen: int | None = None

    def __post_init__(self) -> None:
        cap_fen = self.floor_fen if self.cap_fen is None else self.cap_fen
        need_none_negative((self.least_fen, self.floor_fen, cap_fen), _LIMITS)
        if self.floor_fen > cap_fen:
            raise TallyError(
                _LIMITS,
                Text(
                    f"下限{self.floor_fen}分高于上限{cap_fen}分",
                    f"the floor of {self.floor_fen} fen is above the cap of {cap_fen}",
                ),
                Text("请核对条款", "Check the clause"),
            )


UNLIMITED = Limits()


class Bound(StrEnum):
    """The limit that decided an amount."""

    NONE = "none"
    LEAST = "least"
    FLOOR = "floor"
    CAP = "cap"


class Settled(NamedTuple):
    """Whole fen, and the limit that made them what they are."""

    fen: int
    bound: Bound


def settle(
    numerator: int, denominator: int, limits: Limits = UNLIMITED, *, rounding: Rounding
) -> Settled:
    """``numerator ÷ denominator`` fen inside ``limits``, then rounded by the rule's ``rounding``.

    The limits are held against the exact amount: 99.6 fen are less than 100, whatever rounding
    would make of them. An amount below zero is below every ``least_fen``, so nothing is paid.
    Refuses (``TallyError``) a denominator that is not positive.
    """
    need_positive(denominator, _SETTLE)
    if numerator < limits.least_fen * denominator:
        return Settled(0, Bound.LEAST)
    if numerator < limits.floor_fen * denominator:
        return Settled(limits.floor_fen, Bound.FLOOR)
    if limits.cap_fen is not None and numerator > limits.cap_fen * denominator:
        return Settled(limits.cap_fen, Bound.CAP)
    return Settled(rounding(numerator, denominator), Bound.NONE)
