"""A budget that does not reach: first come, first served (先到先得), or pro rata (按比例)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kechuang.engines.tally.refusals import TallyError, need_none_negative
from kechuang.engines.tally.shares import split
from kechuang.engines.wording import Text

_RATION = Text("预算不能分配", "The budget cannot be distributed")


class Request(NamedTuple):
    """Who asks for how many fen; ``reference`` names the request and is unique among them."""

    reference: str
    asked_fen: int


class Ration(NamedTuple):
    """What a request gets: in full, in part or nothing."""

    reference: str
    asked_fen: int
    granted_fen: int

    @property
    def short_fen(self) -> int:
        """What the budget did not reach for."""
        return self.asked_fen - self.granted_fen


def first_come(
    budget_fen: int, requests: Sequence[Request], *, is_last_in_part: bool = False
) -> tuple[Ration, ...]:
    """Each request in its order in full, until one does not fit.

    That one gets the rest of the budget when ``is_last_in_part``, else nothing; nobody behind it
    overtakes it. One ration per request, in the same order.
    Refuses (``TallyError``) negative amounts and a reference that asks twice.
    """
    _need_usable(budget_fen, requests)
    rations, left, is_open = [], budget_fen, True
    for reference, asked in requests:
        is_full = is_open and asked <= left
        granted = asked if is_full else left if is_open and is_last_in_part else 0
        rations.append(Ration(reference, asked, granted))
        left, is_open = left - granted, is_full
    return tuple(rations)


def pro_rata(budget_fen: int, requests: Sequence[Request]) -> tuple[Ration, ...]:
    """Everyone in full when the budget reaches, else in proportion to what was asked.

    The rations sum to the smaller of budget and requests. Nobody gets more than was asked: with
    budget < requests an exact part is below what was asked, and ``split`` rounds it up to the next
    whole fen at most. One ration per request, in the same order.
    Refuses (``TallyError``) negative amounts and a reference that asks twice.
    """
    _need_usable(budget_fen, requests)
    asked = [request.asked_fen for request in requests]
    granted = asked if sum(asked) <= budget_fen else split(budget_fen, asked)
    return tuple(Ration(*request, fen) for request, fen in zip(requests, granted, strict=True))


class Worked(NamedTuple):
    """A ration with its working: ``granted_fen`` is ``quotient_fen`` or one fen more.

    The exact share is ``quotient_fen + remainder ÷ divisor``.
    """

    reference: str
    asked_fen: int
    quotient_fen: int
    remainder: int
    divisor: int
    granted_fen: int

    @property
    def is_rounded_up(self) -> bool:
        """Whether its remainder was among the largest."""
        return self.granted_fen > self.quotient_fen


def worked_pro_rata(budget_fen: int, requests: Sequence[Request]) -> tuple[Worked, ...]:
    """What ``pro_rata`` gives, each with the division it comes from; refuses what that refuses."""
    rations = pro_rata(budget_fen, requests)
    asked_fen = sum(ration.asked_fen for ration in rations)
    reach_fen, divisor = min(budget_fen, asked_fen), asked_fen or 1
    return tuple(
        Worked(
            ration.reference,
            ration.asked_fen,
            *divmod(reach_fen * ration.asked_fen, divisor),
            divisor,
            ration.granted_fen,
        )
        for ration in rations
    )


def left_out(rations: Sequence[Ration]) -> tuple[Ration, ...]:
    """Those who got less than they asked for, by name."""
    return tuple(ration for ration in rations if ration.short_fen)


def _need_usable(budget_fen: int, requests: Sequence[Request]) -> None:
    need_none_negative((budget_fen, *(request.asked_fen for request in requests)), _RATION)
    seen: set[str] = set()
    for reference, _ in requests:
        if reference in seen:
            raise TallyError(
                _RATION,
                Text(f"“{reference}”申请了两次", f"“{reference}” asks twice"),
                Text("请先合并或剔除重复的申请", "Merge or drop the duplicate first"),
            )
        seen.add(reference)
