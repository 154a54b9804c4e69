"""A grant that resembles another is stopped until the second person says why it is not the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text
from kechuang.base.turns import take_turn
from kechuang.ledger.models import Grant
from kechuang.ledger.refusals import NOT_POSTED, AlikeGrant
from kechuang.ledger.selectors.claims import Claim
from kechuang.ledger.selectors.near_duplicates import similar_grants
from kechuang.ledger.selectors.resemblances import Likeness
from kechuang.ledger.services.entries import Warrant

MOST_NAMED = 5


def take_claim_turns(claim: Claim) -> None:
    """One grant at a time is agreed on a ground, and to a legal unit: each sees the one before."""
    take_turn(f"ground {claim.ground_key}")
    take_turn(f"grants of {min(claim.unit)}")


def refuse_alike(warrant: Warrant, claim: Claim) -> list[Likeness]:
    """What the second person lets pass; raises ``AlikeGrant`` for what nobody gave a reason for."""
    alike = similar_grants(claim)
    lifted = warrant.lifting
    left = [each for each in alike if lifted is None or not lifted.covers(each.other.number)]
    if left:
        raise _alike(left)
    return alike


def record_lifting(
    warrant: Warrant, grant: Grant, alike: Sequence[Likeness], *, reason: str
) -> None:
    """The reason stays in the chain with the new grant and those it resembles."""
    if not alike:
        return
    payload = {
        "grant": grant.number,
        "party": grant.party.credit_code,
        "ground": grant.ground,
        "reason": reason.strip(),
        "alike": [[each.other.number, each.percent, each.way.value] for each in alike],
    }
    by = second_person(warrant)
    record(by=by, at=warrant.at, command="lift_likeness", target=grant, payload=payload)


def second_person(warrant: Warrant) -> Actor:
    """The approver; where a rule of two approvals stands for one, who gave the last of them."""
    return warrant.by if warrant.approver.is_system else warrant.approver


def _alike(left: Sequence[Likeness]) -> AlikeGrant:
    return AlikeGrant(
        NOT_POSTED,
        Text(
            f"与已有立项相似，尚未说明为何不是重复资助：{_named(left, '、')}",
            f"it resembles grants and nobody said why it is not the same: {_named(left, ', ')}",
        ),
        Text(
            "请逐项核对；确不重复的，由复核人写明理由后放行，理由会记入审计链",
            "Compare them; where it is not the same, the second person gives the reason, "
            "which stays in the audit chain",
        ),
    )


def _named(left: Iterable[Likeness], comma: str) -> str:
    each = [f"{one.other.number} {one.percent}%" for one in left]
    more = " …" if len(each) > MOST_NAMED else ""
    return comma.join(each[:MOST_NAMED]) + more
