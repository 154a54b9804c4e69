"""What applicants and the bureau's desk fill into the forms of a challenge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kechuang.ledger.selectors.budget import open_lines
from kechuang.parties.models import Party
from kechuang.programmes.models import Bid, Need
from tests.api.audiences import Record
from tests.api.visits import REASON
from tests.journeys.small_region import Region
from tests.proof.authorization.ready_challenges import CODE
from tests.rooms.programmes.scene import MARKS, label_of

Content = dict[str, Any]


def _supplied(region: Region, record: Record) -> Content:
    return {
        "kind": "honesty",
        "is_found": "no",
        "statement": "查询无记录",
        "source": "信用中国",
        "document": SimpleUploadedFile("query.pdf", b"%PDF-1.7 query"),
    }


def _chosen(region: Region, record: Record) -> Content:
    bid = Bid.objects.filter(item__number=record.ids["number"]).first()
    assert bid
    return {"label": label_of(bid)}


def _published(region: Region, record: Record) -> Content:
    """The need of the plan that waits for its list."""
    need = Need.objects.get(programme__code=record.ids["code"], case__state="listable")
    return {"need": [need.case.number], "bids_open_on": "2026-03-16"}


def _line(region: Region, record: Record) -> Content:
    return {"line": str(open_lines()[0].pk)}


CHALLENGE_STATIC: dict[str, Content] = {
    "programmes:appeal": {"honesty": "已移出名单"},
    "programmes:desk_check": {},
    "programmes:desk_tell": {},
    "programmes:desk_open": {
        "code": "another-2026",
        "year": "2026",
        "title": "又一计划",
        "title_en": "",
        "line": "",
    },
    "programmes:desk_rule": {"repeats": "none", **REASON},
    "programmes:desk_score": {**{name: str(mark) for name, mark in MARKS.items()}, "remark": ""},
    "programmes:desk_search": {},
    **{
        f"programmes:{name}": REASON
        for name in (
            "desk_award_step",
            "desk_bid_step",
            "desk_item_step",
            "desk_need_step",
            "desk_pass_over",
        )
    },
}
CHALLENGE_FILLED: dict[str, Callable[[Region, Record], Content]] = {
    "programmes:begin_bid": lambda region, record: {"party": str(region.mine.pk)},
    "programmes:choice": _chosen,
    "programmes:desk_line": _line,
    "programmes:desk_list": _published,
    "programmes:desk_supply": _supplied,
    "programmes:pose": lambda region, record: _posed_for(region.mine),
}


def challenges_of_others(region: Region) -> dict[str, Content]:
    """By address: another party than one's own poses, or bids."""
    return {
        "programmes:begin_bid": {"party": str(region.strange.pk)},
        "programmes:pose": _posed_for(region.strange),
    }


def _posed_for(unit: Party) -> Content:
    return {"round": CODE, "party": str(unit.pk), "title": "低温阀门", "demand": ""}
