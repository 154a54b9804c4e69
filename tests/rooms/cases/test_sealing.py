"""Sealing: one small idempotent request, decided by the server's receive time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.cases.models import Case, Seal
from kechuang.cases.refusals import KeyReused, StaleDraft, StepRefused
from kechuang.cases.selectors import draft_digest, receipt_of
from kechuang.cases.services import (
    attach_document,
    begin_case,
    run_clocks,
    save_draft,
    seal_case,
    take_step,
)
from kechuang.engines.flow import Reference
from kechuang.engines.seal import digest
from tests.rooms.cases.scene import (
    BEGUN,
    at,
    bid,
    do,
    fresh,
    need,
    opened,
    paper,
    sealed,
    wait,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(facts, una, university) -> Case:
    facts["bids_close_on"] = date(2026, 4, 15)
    facts["shares_add_up"] = True
    return bid(una.actor, university, opened("challenge-bid"))


def test_a_seal_answers_with_a_receipt(case, una):
    shown = draft_digest(case, "bid")

    seal = sealed(case, una.actor, "2026-04-10T09:00")

    assert (fresh(case).state, seal.number) == ("sealed", "HZ2026-000001")
    assert (seal.digest, digest(seal.content)) == (shown, shown)
    assert seal.received_at == at("2026-04-10T09:00")
    assert seal.step.event == "seal"


def test_the_receipt_proves_the_seal_without_the_platform(case, una):
    seal = sealed(case, una.actor, "2026-04-10T09:00")

    receipt = receipt_of(seal)

    assert receipt["said"]["payload"]["digest"] == digest(receipt["sealed"]) == seal.digest
    assert receipt["said"]["payload"]["received_at"].startswith("2026-04-10T01:00")
    assert receipt["sequence"] == Event.objects.get(command="seal_case").sequence


def test_the_same_request_again_gives_the_same_seal(case, una):
    request = {"key": uuid4(), "digest": draft_digest(case, "bid")}

    first = sealed(case, una.actor, "2026-04-10T09:00", **request)
    again = sealed(case, una.actor, "2026-04-10T09:05", **request)

    assert (again, again.received_at) == (first, first.received_at)
    assert (Seal.objects.count(), fresh(case).steps.count()) == (1, 1)
    assert Event.objects.filter(command="seal_case").count() == 1


def test_the_same_key_with_another_body_is_refused(case, una, university):
    key = uuid4()
    sealed(case, una.actor, "2026-04-10T09:00", key=key)
    other = bid(una.actor, university, case.round)

    for given in ({"case": case, "digest": "0" * 64}, {"case": other}):
        target = given.pop("case")
        with pytest.raises(KeyReused):
            sealed(target, una.actor, "2026-04-10T09:01", key=key, **given)

    assert fresh(other).state == "drafting"


def test_a_stale_digest_is_refused_saying_what_changed(case, una):
    shown = draft_digest(case, "bid")
    later = at("2026-04-09T09:00")
    changed = {"months": 24}
    save_draft(by=una.actor, at=later, case=case, revision=case.revision, values=changed)

    with pytest.raises(StaleDraft, match="完成时间") as refused:
        sealed(case, una.actor, "2026-04-10T09:00", digest=shown)

    assert refused.value.changed == ("months",)
    assert fresh(case).state == "drafting"


def test_a_document_that_was_exchanged_makes_the_digest_stale(case, una):
    shown = draft_digest(case, "bid")
    file = paper(una.actor, "新承诺书.txt")
    attach_document(by=una.actor, at=BEGUN, case=case, document="bid_commitment", file=file)

    with pytest.raises(StaleDraft, match="内容或材料"):
        sealed(case, una.actor, "2026-04-10T09:00", digest=shown)


def test_the_deadline_is_the_servers_receive_time(case, una):
    """Received a second before the end, and handled a minute after it."""
    received = at("2026-04-15T17:00") - timedelta(seconds=1)

    seal = seal_case(
        by=una.actor, at=at("2026-04-15T17:01"), case=case, key=uuid4(),
        digest=draft_digest(case, "bid"), received_at=received,
    )  # fmt: skip

    assert (seal.received_at, fresh(case).state) == (received, "sealed")
    assert wait(case, "2026-04-15T17:00").state == "checking"


def test_the_clocks_wait_for_seals_on_their_way(case, una):
    run_clocks(at=at("2026-04-15T17:01"))

    assert fresh(case).state == "drafting"
    assert wait(case, "2026-04-15T17:00").state == "not_filed"


def test_what_is_received_at_the_deadline_is_too_late(case, una):
    with pytest.raises(StepRefused, match="时限已于2026-04-15届满"):
        sealed(case, una.actor, "2026-04-15T17:00")

    assert not Seal.objects.exists()


def test_nothing_is_received_in_the_future(case, una):
    with pytest.raises(InvalidInput, match="晚于现在"):
        sealed(case, una.actor, "2026-04-10T09:00", received_at=at("2026-04-10T09:01"))


def test_until_the_deadline_a_bid_is_taken_back_and_sealed_again(case, una):
    sealed(case, una.actor, "2026-04-10T09:00")
    case = do(case, "take_back", una.actor, "2026-04-15T16:00")
    more = {"months": 20}
    save_draft(
        by=una.actor, at=at("2026-04-15T16:10"), case=case, revision=case.revision, values=more
    )

    again = sealed(case, una.actor, "2026-04-15T16:59")

    assert (again.number, again.content["values"]["months"]) == ("HZ2026-000002", 20)
    assert Seal.objects.earliest("pk").content["values"]["months"] == 18


def test_what_gives_a_receipt_is_taken_by_sealing_only(case, una):
    with pytest.raises(WrongState, match="须封存"):
        take_step(by=una.actor, at=at("2026-04-10T09:00"), case=case, event="seal")


def test_only_the_bidder_seals(case, charlie, clerk, anonymous):
    for person in (charlie, clerk, anonymous):
        with pytest.raises(NotAllowed):
            sealed(case, person.actor, "2026-04-10T09:00")


def test_what_is_incomplete_is_not_sealed(facts, una, university):
    facts["bids_close_on"] = date(2026, 4, 15)
    case = begin_case(
        by=una.actor, at=BEGUN, round=opened("challenge-bid"), title="空", party=university
    )

    with pytest.raises(StepRefused, match="缺少材料"):
        sealed(case, una.actor, "2026-04-10T09:00")


def test_a_case_without_a_form_to_hand_in_is_not_sealed(case, una):
    sealed(case, una.actor, "2026-04-10T09:00")

    with pytest.raises(WrongState, match="没有要您提交的表单"):
        sealed(case, una.actor, "2026-04-10T09:10")


def test_a_need_can_be_sealed_like_a_bid(facts, alice, yunlan):
    case = need(alice.actor, yunlan, opened())

    seal = sealed(case, alice.actor, "2026-03-02T10:00")

    assert (seal.step.event, fresh(case).state) == ("file_need", "filed")


def test_what_the_other_answers_rule_out_is_not_sealed(case, una):
    member = ({"unit": Reference("", "丙所"), "duty": "检测", "share": Decimal("40.00")},)
    for values in ({"bids_with_partners": True, "members": member}, {"bids_with_partners": False}):
        save_draft(by=una.actor, at=BEGUN, case=case, revision=fresh(case).revision, values=values)

    seal = sealed(case, una.actor, "2026-04-10T09:00")

    assert "members" not in seal.content["values"]
    assert fresh(case).draft["members"]
