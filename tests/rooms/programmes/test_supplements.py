"""After the opening papers are added to a bid, and nothing of what was sealed is rewritten."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from kechuang.base.errors import InvalidInput
from kechuang.cases.models import Case, Seal
from kechuang.cases.refusals import StepRefused
from kechuang.cases.selectors import draft_digest, procedure_of
from kechuang.cases.services import save_draft, seal_case
from kechuang.programmes.invariants.bidding import altered_bids
from kechuang.programmes.models import Bid
from kechuang.programmes.selectors.contents import handed_in
from tests.rooms.cases.scene import at, do, fresh
from tests.rooms.programmes.scene import Scene, bid_again, scene

pytestmark = pytest.mark.django_db
SEALED_FIELDS = (
    "lead_unit", "members", "grant_asked", "bid_budget", "months", "answers", "plan_file",
    "project_leader", "unsuitable_experts",
)  # fmt: skip


@pytest.fixture
def town() -> Scene:
    return scene(with_money=False)


@pytest.fixture
def bid(town: Scene) -> Bid:
    _, (first, _) = town.two_bids()
    do(first.case, "ask_supplement", town.officer, "2026-04-16T10:00")
    return bid_again(first)


def add(town: Scene, bid: Bid, when: str = "2026-04-17T09:00", **changes: Any) -> Case:
    """The bidder answers the request; ``changes`` are typed besides."""
    by, case = town.bidders[0][0].actor, fresh(bid.case)
    typed = {"supplement_note": "补交承诺书原件", **changes}
    save_draft(by=by, at=at(when), case=case, revision=case.revision, values=typed)
    case = fresh(case)
    seen = {"key": uuid4(), "digest": draft_digest(case, "supplements")}
    seal_case(by=by, at=at(when), case=case, received_at=at(when), **seen)
    return fresh(case)


def test_a_supplement_is_sealed_with_a_receipt_and_leaves_the_bid_as_it_was(
    town: Scene, bid: Bid
) -> None:
    before = {name: handed_in(bid.case).get(name) for name in SEALED_FIELDS}

    case = add(town, bid)

    assert case.state == "checking"
    assert {name: handed_in(case).get(name) for name in SEALED_FIELDS} == before
    assert handed_in(case)["supplement_note"] == "补交承诺书原件"
    assert Seal.objects.filter(case=case).count() == 2
    assert not list(altered_bids())


@pytest.mark.parametrize(
    "changes", [{"grant_asked": 1}, {"months": 1}, {"answers": ({"target": "温度"},)}]
)
def test_price_term_and_promises_cannot_be_supplemented(
    town: Scene, bid: Bid, changes: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput):
        add(town, bid, **changes)


def test_no_sealed_field_is_in_the_form_of_supplements(bid: Bid) -> None:
    forms = procedure_of(bid.case.round.version).forms
    assert not {one.id for one in forms["supplements"].fields} & {
        one.id for one in forms["bid"].fields
    }


def test_supplements_are_asked_for_once(town: Scene, bid: Bid) -> None:
    case = add(town, bid)
    with pytest.raises(StepRefused, match="次数已用完"):
        do(case, "ask_supplement", town.officer, "2026-04-17T10:00")


def test_what_is_judged_is_what_was_sealed(bid: Bid) -> None:
    case = fresh(bid.case)
    case.situation["values"]["grant_asked"] = 100
    case.save(update_fields=["situation"])
    assert ["启封后内容被改动" in str(finding) for finding in altered_bids()] == [True]


def test_the_bidder_is_led_to_the_form_of_supplements(town: Scene, bid: Bid) -> None:
    page = town.bidders[0][0].client.get(reverse("programmes:bid", args=[bid.case.number]))
    link = reverse("cases:fill", args=[bid.case.number, "supplements"])
    assert link in page.content.decode()
    assert town.bidders[0][0].client.get(link).status_code == 200
