"""A round of reviews that has just been opened, with one request that waits for a second person."""

from __future__ import annotations

from typing import Any

from kechuang.reviews.services import ask_unblinding
from tests.journeys.small_region import Region
from tests.rooms.reviews.town import AT, two_submissions


def samples_of_reviews(region: Region) -> dict[str, dict[str, Any]]:
    """Keys and labels by the name of the address; the bureau's clerk asks for a reviewer's name."""
    town = two_submissions(prefix="desk-")
    seat = town.opened()[0]
    submission, report = seat.submission, seat.report
    ask_unblinding(by=region.people["bureau"].actor, at=AT, report=report, reason="投诉核查")
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
    }
