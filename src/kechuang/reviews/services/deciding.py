"""Requests that one person makes and another decides, once."""

from __future__ import annotations

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, wrong_state
from kechuang.reviews.models import Intervention, Unblinding
from kechuang.reviews.refusals import SamePerson
from kechuang.reviews.states import UnblindingState

NOT_DECIDED = Text("申请未处理", "The request was not decided")


def refuse_undecidable(by: Actor, row: Intervention | Unblinding) -> None:
    """Raise where ``by`` asked for it, or where it was decided before."""
    if row.asked_by_id == by.account_id:
        raise SamePerson(
            NOT_DECIDED,
            Text("申请人不能自己批准", "who asked may not decide"),
            Text("请由另一人处理", "Ask another person"),
        )
    if row.state != UnblindingState.ASKED:
        raise wrong_state(
            NOT_DECIDED,
            "它已经处理过",
            "it was decided before",
            Text("无需再办", "Nothing more is needed"),
        )
