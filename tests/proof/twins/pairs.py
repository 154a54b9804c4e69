"""The pairs of worlds: a secret, and an asker to whom it must make no difference."""

from __future__ import annotations

from dataclasses import dataclass

from tests.proof.canaries.acts import Act
from tests.proof.twins import secrets


@dataclass(frozen=True)
class Pair:
    """Compared at ``stage`` of the round by what ``asker`` is answered."""

    stage: str
    asker: str
    secret: Act

    def __str__(self) -> str:
        return f"{self.secret.__name__} told to {self.asker} while {self.stage}"


PAIRS = (
    # Who the reviewer is
    Pair("scoring", "anonymous", secrets.another_reviewer),
    Pair("scoring", "bidder a", secrets.another_reviewer),
    Pair("scoring", "reviewer 1", secrets.another_reviewer),
    Pair("opened", "demander", secrets.another_reviewer),
    Pair("opened", "reviewer 1", secrets.swapped_authors),
    Pair("opened", "officer", secrets.exchanged_reviewers),
    Pair("closed", "bidder a", secrets.swapped_authors),
    Pair("closed", "auditor", secrets.exchanged_reviewers),
    Pair("closed", "anonymous", secrets.whose_code),
    Pair("scoring", "officer", secrets.who_has_reported),
    # Who the applicant is
    Pair("scoring", "reviewer 1", secrets.swapped_applicants),
    Pair("opened", "reviewer 1", secrets.swapped_applicants),
    Pair("registered", "anonymous", secrets.another_bidder),
    Pair("registered", "bidder b", secrets.another_bidder),
    Pair("registered", "officer", secrets.one_bid_fewer),
    # The other bidder's price
    Pair("registered", "bidder b", secrets.another_price),
    Pair("decided", "bidder b", secrets.another_price),
    # Another tenant's data
    Pair("registered", "outsider", secrets.other_facts),
    Pair("registered", "outsider", secrets.other_confidences),
    Pair("registered", "anonymous", secrets.another_hidden_name),
)
