"""A round of reviews that has just been opened, with one request that waits for a second person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kechuang.base.clock import now
from kechuang.reviews.digests import contact_digest
from kechuang.reviews.models import Expert, Invitation
from kechuang.reviews.selectors.invitations import token_of
from kechuang.reviews.services import ask_intervention, ask_unblinding, open_scores
from kechuang.reviews.states import ContactKind, InterventionKind
from tests.journeys.small_region import Region
from tests.rooms.reviews.town import AT, OFFICER, two_submissions


def samples_of_reviews(region: Region) -> dict[str, dict[str, Any]]:
    """Keys and labels by the name of the address; the bureau's clerk asks for a reviewer's name."""
    town = two_submissions(prefix="desk-")
    seats = town.scoring()
    seat, clerk = seats[0], region.people["bureau"].actor
    submission = seat.submission
    asked = ask_intervention(
        by=clerk,
        at=AT,
        submission=submission,
        expert=seat.expert,
        kind=InterventionKind.ABSENT,
        reason="无法联系",
    )
    for each in seats:
        town.report(each, novelty=60, worth=80)
    open_scores(by=OFFICER, at=AT, review_round=town.round)
    report = town.refreshed()[0].report
    ask_unblinding(by=clerk, at=AT, report=report, reason="投诉核查")
    keyed = {
        "copy": submission.originals.get().copies.get().key,
        **dict.fromkeys(["seat", "recuse", "replace", "fill"], seat.key),
        **dict.fromkeys(["ask_unblinding", "approve_unblinding", "refuse_unblinding"], report.key),
    }
    return {
        "reviews": {
            "code": town.round.code,
            "label": submission.label,
            "number": 1,
            "name": "repeat_draw.py",
            "pk": seat.expert_id,
        },
        **{f"reviews:{name}": {"key": key} for name, key in keyed.items()},
        **{f"reviews:{verb}_intervention": {"pk": asked.pk} for verb in ("approve", "refuse")},
        "reviews:accept_invitation": {"token": token_of(invitation_of(seat.expert))},
    }


def invitation_of(expert: Expert) -> Invitation:
    """One that stands, as the reader of the mail has it."""
    return Invitation.objects.create(
        expert=expert,
        email_digest=contact_digest(ContactKind.EMAIL, "expert@example.com"),
        invited_by_name="登记人",
        invited_at=AT,
        until=now() + timedelta(days=14),
    )
