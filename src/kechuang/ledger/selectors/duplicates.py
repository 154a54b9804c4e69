"""Finding an earlier grant for the same party, ground and period, whoever gave it."""

from __future__ import annotations

from kechuang.base.actors import Actor
from kechuang.base.errors import Text
from kechuang.ledger.grounds import kept_ground
from kechuang.ledger.models import Grant
from kechuang.ledger.refusals import NOT_POSTED, AlreadyGranted
from kechuang.ledger.selectors.claims import Claim
from kechuang.ledger.selectors.earlier import granted_in_words, with_payments


def earlier_grants(claim: Claim) -> list[Grant]:
    """Grants in force on the claim's ground whose period overlaps, over all departments.

    A branch, the head and a former name of the party are the same party.
    """
    return [grant for grant in claim.beside if is_for(claim, grant)]


def is_for(claim: Claim, grant: Grant) -> bool:
    """Whether the grant is for the same thing; keys from before kinds are read as they are now."""
    return kept_ground(grant.ground_key) == claim.ground


def refuse_duplicate(claim: Claim, *, reader: Actor) -> None:
    """Raise ``AlreadyGranted`` naming the earlier grant and payment as ``reader`` may know them."""
    earlier = earlier_grants(claim)
    if not earlier:
        return
    first = with_payments(earlier[:1])[0]
    told, party = granted_in_words(first, reader), first.grant.party
    raise AlreadyGranted(
        NOT_POSTED,
        Text(
            f"{_who(claim, party)}同一事由、重叠期间已在{told.zh}",
            f"{_who(claim, party)} was granted the same ground for an overlapping period {told.en}",
        ),
        Text(
            "同一事由同一期间只能资助一次；若前一项有误，请先核减或取消",
            "One ground and period is granted once; if the earlier one is wrong, cancel it first",
        ),
    )


def _who(claim: Claim, party: object) -> str:
    """The party, and the record of its legal unit that was paid where that is another one."""
    name = claim.party.name
    return f"{name} " if claim.party == party else f"{name}（{party}） "
