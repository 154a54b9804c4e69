"""What stands against a planned grant: earlier ones that forbid it, like ones to be explained."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.ledger.models import Grant
from kechuang.ledger.selectors.claims import Claim
from kechuang.ledger.selectors.duplicates import earlier_grants
from kechuang.ledger.selectors.earlier import Earlier, with_payments
from kechuang.ledger.selectors.near_duplicates import similar_grants
from kechuang.ledger.selectors.resemblances import Likeness


@dataclass(frozen=True)
class Resembling:
    """A like grant with what was paid on it."""

    likeness: Likeness
    earlier: Earlier


@dataclass(frozen=True)
class ClaimView:
    """``earlier`` forbid the grant; ``similar`` stop it until the second person explains them."""

    earlier: list[Earlier]
    similar: list[Resembling]

    @property
    def seen(self) -> list[str]:
        """Numbers of the like grants, as the form sends them back."""
        return [each.earlier.grant.number for each in self.similar]


def claim_view(claim: Claim, *, own: Grant | None = None) -> ClaimView:
    """``own`` is the grant that the claim has become, which is no duplicate of itself."""
    earlier = [grant for grant in earlier_grants(claim) if grant != own]
    alike = [each for each in similar_grants(claim) if each.other != own]
    told = with_payments([each.other for each in alike])
    similar = [Resembling(each, paid) for each, paid in zip(alike, told, strict=True)]
    return ClaimView(with_payments(earlier), similar)
