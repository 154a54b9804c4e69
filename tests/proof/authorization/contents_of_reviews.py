"""What people fill into the forms of reviews."""

from __future__ import annotations

from typing import Any

from kechuang.reviews.models import LeakFinding, NamedExclusion, ReviewRound
from kechuang.reviews.selectors.candidates import candidates_of
from tests.api.audiences import Record
from tests.api.visits import REASON
from tests.journeys.small_region import Region

Content = dict[str, Any]
ONE_BUTTON = (
    "accept_invitation",
    "approve_intervention",
    "approve_unblinding",
    "close",
    "confirm",
    "fill",
    "find_conflicts",
    "seal",
    "start",
)


def _conflict(region: Region, record: Record) -> Content:
    review_round = ReviewRound.objects.get(code=record.ids["code"])
    some = candidates_of(review_round).order_by("pk")[0]
    return {"label": record.ids["label"], "expert": str(some.pk), "source": "来信", **REASON}


def _ruled(region: Region, record: Record) -> Content:
    named = NamedExclusion.objects.filter(submission__round__code=record.ids["code"]).first()
    return {"named": str(named.pk) if named else "", "expert": "none", **REASON}


def _leaks(region: Region, record: Record) -> Content:
    found = LeakFinding.objects.filter(copy__original__submission__round__code=record.ids["code"])
    return {"finding": [str(one.pk) for one in found], **REASON}


REVIEW_STATIC: dict[str, Content] = {
    **{f"reviews:{name}": {} for name in ONE_BUTTON},
    **dict.fromkeys(
        [
            f"reviews:{name}"
            for name in ("recuse", "refuse_intervention", "refuse_unblinding", "suspend")
        ],
        REASON,
    ),
    "reviews:ask_unblinding": {"hours": "24", **REASON},
    "reviews:assign": {"public_word": "开奖 0417"},
    "reviews:block": {"first_on": "2026-12-01", "last_on": "2026-12-03", **REASON},
    "reviews:invite": {"email": "expert@example.com"},
    "reviews:note": {"text": "合议同意"},
    "reviews:open_scores": {"fewer_because": ""},
    "reviews:redact": {"kind": "unit", "forms_of": "云澜甲；甲公司"},
    "reviews:register": {"name": "新专家", "fields_of": ["520"], "source": "本人填报"},
    "reviews:replace": {"cause": "absent", **REASON},
    "reviews:seat": {"mark_novelty": "70", "mark_worth": "80", "opinion": "可行", "hand_in": "1"},
    "reviews:state": {
        "kind": "post",
        "about": "某研究院",
        "source": "论文库",
        "as_of": "2026-11-01",
    },
}
REVIEW_FILLED = {
    "reviews:conflicts": _conflict,
    "reviews:exclusions": _ruled,
    "reviews:leaks": _leaks,
}
