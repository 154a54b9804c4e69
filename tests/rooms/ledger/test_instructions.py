"""Two people for every yuan: what one prepared, another carries out, once and as it was asked."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, transaction

from kechuang.accounts.models import Membership
from kechuang.audit.models import Event
from kechuang.audit.selectors import verify_chain
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.engines.seal import digest
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Instruction, Voucher
from kechuang.ledger.refusals import AlreadyGranted, LimitExceeded, RequestReused, SamePerson
from kechuang.ledger.services.instructions import (
    approve_instruction,
    decline_instruction,
    prepare_instruction,
    withdraw_instruction,
)
from tests.base.registry.cast import Person, clerk, person
from tests.rooms.ledger.desk import allotment, appropriation, prepared, promise, treasurer
from tests.rooms.ledger.town import AT, ON, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.fixture
def preparer(db: None) -> Person:
    return clerk("制单员")


@pytest.fixture
def approver(db: None) -> Person:
    return treasurer("复核员")


def rows_of_every_table() -> dict[str, int]:
    return {
        model.__name__: model.objects.count()
        for model in apps.get_app_config("ledger").get_models()
    }


def test_what_one_prepared_another_carries_out(
    town: Town, preparer: Person, approver: Person
) -> None:
    asked = prepared(preparer, "agree_grant", promise(town, 6 * WAN))

    done = approve_instruction(by=approver.actor, at=AT, instruction=asked)

    assert done.state == "approved"
    assert done.voucher.request_id == asked.pk
    assert (done.voucher.actor_name, done.voucher.approver_name) == ("制单员", "复核员")
    town.line.account.refresh_from_db()
    assert town.line.account.free_fen == 94 * WAN


def test_a_rehearsal_leaves_nothing_behind(town: Town, preparer: Person) -> None:
    before = rows_of_every_table()

    prepared(preparer, "agree_grant", promise(town))

    after = rows_of_every_table()
    assert after.pop("Instruction") == before.pop("Instruction") + 1
    assert after == before
    town.line.account.refresh_from_db()
    assert town.line.account.free_fen == 100 * WAN
    assert Event.objects.latest("sequence").command == "prepare_instruction"


def test_the_preparer_sees_what_would_happen(town: Town, preparer: Person) -> None:
    foreseen = prepared(preparer, "agree_grant", promise(town, 6 * WAN)).foreseen

    line, obligation = foreseen["accounts"]
    assert foreseen["amount_fen"] == 6 * WAN
    assert (line["before_fen"], line["after_fen"], line["is_new"]) == (100 * WAN, 94 * WAN, False)
    assert (obligation["before_fen"], obligation["after_fen"]) == (0, 6 * WAN)
    assert obligation["is_new"]
    assert "立项" in foreseen["summary"]["zh"]


def test_an_overdrawn_line_is_refused_before_anybody_is_asked(town: Town, preparer: Person) -> None:
    with pytest.raises(LimitExceeded) as refused:
        prepared(preparer, "allot_budget", allotment(town, 3 * WAN))

    assert "差 30,000.00 元" in refused.value.why.zh
    assert not Instruction.objects.exists()


def test_an_attempt_to_pay_twice_is_refused_and_kept_on_record(
    town: Town, preparer: Person
) -> None:
    earlier = town.grant(ground="研发补助 2026")

    with pytest.raises(AlreadyGranted) as refused:
        prepared(preparer, "agree_grant", promise(town, ground="研发补助2026"))

    assert earlier.number in refused.value.why.zh
    event = Event.objects.latest("sequence")
    assert (event.command, event.payload["earlier"]) == ("refuse_duplicate", earlier.number)
    assert event.target_id == str(earlier.pk)


def test_nobody_approves_what_they_prepared(town: Town, approver: Person) -> None:
    asked = prepared(approver, "appropriate_funds", appropriation(town))

    with pytest.raises(SamePerson):
        approve_instruction(by=approver.actor, at=AT, instruction=asked)
    with pytest.raises(SamePerson):
        decline_instruction(by=approver.actor, at=AT, instruction=asked, reason="不妥")

    assert Voucher.objects.filter(request_id=asked.pk).count() == 0


def test_the_database_refuses_one_person_for_both(town: Town, approver: Person) -> None:
    asked = prepared(approver, "appropriate_funds", appropriation(town))

    with pytest.raises(IntegrityError), transaction.atomic():
        Instruction.objects.filter(pk=asked.pk).update(
            state="approved", decided_by_id=asked.prepared_by_id, decided_by_name="他人"
        )


@pytest.mark.parametrize("role", ["auditor", "expert", "administrator"])
def test_without_the_role_nobody_prepares(town: Town, role: str) -> None:
    outsider = person("外人", role)

    for content in (appropriation(town), {}):
        with pytest.raises(NotAllowed):
            prepared(outsider, "appropriate_funds", content)


def test_a_district_clerk_does_not_prepare(town: Town) -> None:
    with pytest.raises(NotAllowed):
        prepared(clerk("区县", district="990101"), "appropriate_funds", appropriation(town))


def test_a_clerk_does_not_approve(town: Town, preparer: Person) -> None:
    asked = prepared(preparer, "appropriate_funds", appropriation(town))
    other = clerk("另一位")

    with pytest.raises(NotAllowed):
        approve_instruction(by=other.actor, at=AT, instruction=asked)
    with pytest.raises(NotAllowed):
        decline_instruction(by=other.actor, at=AT, instruction=asked, reason="不妥")


def test_a_preparer_who_lost_the_role_prepared_nothing(
    town: Town, preparer: Person, approver: Person
) -> None:
    asked = prepared(preparer, "appropriate_funds", appropriation(town))
    Membership.objects.filter(user=preparer.actor.account_id).update(until=ON - timedelta(days=1))

    with pytest.raises(WrongState) as refused:
        approve_instruction(by=approver.actor, at=AT, instruction=asked)

    assert "制单员" in refused.value.why.zh
    assert not Voucher.objects.filter(request_id=asked.pk).exists()


def test_what_was_declined_is_never_approved(
    town: Town, preparer: Person, approver: Person
) -> None:
    asked = prepared(preparer, "appropriate_funds", appropriation(town))
    decline_instruction(by=approver.actor, at=AT, instruction=asked, reason="文号有误")

    with pytest.raises(WrongState):
        approve_instruction(by=approver.actor, at=AT, instruction=asked)

    asked.refresh_from_db()
    assert (asked.state, asked.reason, asked.voucher) == ("declined", "文号有误", None)


def test_only_its_preparer_withdraws_it(town: Town, preparer: Person, approver: Person) -> None:
    asked = prepared(preparer, "appropriate_funds", appropriation(town))

    with pytest.raises(NotAllowed):
        withdraw_instruction(by=approver.actor, at=AT, instruction=asked)
    withdraw_instruction(by=preparer.actor, at=AT, instruction=asked)

    with pytest.raises(WrongState):
        approve_instruction(by=approver.actor, at=AT, instruction=asked)


def test_declining_needs_a_reason(town: Town, preparer: Person, approver: Person) -> None:
    asked = prepared(preparer, "appropriate_funds", appropriation(town))

    with pytest.raises(InvalidInput):
        decline_instruction(by=approver.actor, at=AT, instruction=asked, reason=" ")


def test_approving_twice_gives_one_voucher(town: Town, approver: Person) -> None:
    preparer = treasurer("制单员")
    asked = prepared(preparer, "appropriate_funds", appropriation(town))

    first = approve_instruction(by=approver.actor, at=AT, instruction=asked)
    again = approve_instruction(by=treasurer("第三人").actor, at=AT, instruction=asked)

    assert again.voucher == first.voucher
    assert again.decided_by_name == "复核员"
    for nobody, refusal in ((preparer, SamePerson), (clerk("另一位"), NotAllowed)):
        with pytest.raises(refusal):
            approve_instruction(by=nobody.actor, at=AT, instruction=asked)
    assert Voucher.objects.filter(command="appropriate_funds", request_id=asked.pk).count() == 1


def test_money_that_is_gone_meanwhile_leaves_it_prepared(
    town: Town, preparer: Person, approver: Person
) -> None:
    asked = prepared(preparer, "agree_grant", promise(town, 60 * WAN))
    town.grant(50 * WAN, title="另一项目", ground="首台套")

    with pytest.raises(LimitExceeded) as refused:
        approve_instruction(by=approver.actor, at=AT, instruction=asked)

    asked.refresh_from_db()
    assert (asked.state, asked.voucher) == ("prepared", None)
    assert "差 100,000.00 元" in refused.value.why.zh


def test_the_same_request_is_prepared_once(town: Town, preparer: Person) -> None:
    request_id = uuid4()
    first = prepared(preparer, "appropriate_funds", appropriation(town), request_id=request_id)

    again = prepared(preparer, "appropriate_funds", appropriation(town), request_id=request_id)

    assert again == first
    assert Instruction.objects.count() == 1
    for content in (appropriation(town, 1), {}):
        with pytest.raises(RequestReused):
            prepared(preparer, "appropriate_funds", content, request_id=request_id)


def test_an_id_that_a_voucher_used_is_not_used_again(town: Town, preparer: Person) -> None:
    same = appropriation(town)
    posted = warrant(by=preparer.actor)
    values = {"year": same["year"], "source": same["source"], "doc_no": same["doc_no"]}
    ledger.appropriate(warrant=posted, book=town.book, amount_fen=10 * WAN, **values)

    with pytest.raises(RequestReused):
        prepared(preparer, "appropriate_funds", same, request_id=posted.request_id)


def test_the_day_of_the_books_is_not_in_the_future(town: Town, preparer: Person) -> None:
    with pytest.raises(InvalidInput):
        prepare_instruction(
            by=preparer.actor,
            at=AT,
            on=date(2026, 11, 22),
            request_id=uuid4(),
            command="appropriate_funds",
            content=appropriation(town),
        )


@pytest.mark.parametrize(
    "change", [{"content": {}}, {"foreseen": {}}, {"on": date(2025, 1, 1)}, {"command": "allot"}]
)
def test_what_was_asked_does_not_change(
    town: Town, preparer: Person, change: dict[str, object]
) -> None:
    asked = prepared(preparer, "appropriate_funds", appropriation(town))

    with pytest.raises(DatabaseError), transaction.atomic():
        Instruction.objects.filter(pk=asked.pk).update(**change)


def test_a_decision_is_never_taken_back(town: Town, preparer: Person, approver: Person) -> None:
    asked = prepared(preparer, "appropriate_funds", appropriation(town))
    decline_instruction(by=approver.actor, at=AT, instruction=asked, reason="文号有误")

    with pytest.raises(DatabaseError), transaction.atomic():
        Instruction.objects.filter(pk=asked.pk).update(state="prepared")


def test_every_step_is_in_the_audit_chain(town: Town, preparer: Person, approver: Person) -> None:
    asked = prepared(preparer, "appropriate_funds", appropriation(town))
    approve_instruction(by=approver.actor, at=AT, instruction=asked)

    events = Event.objects.filter(target_id=str(asked.pk)).order_by("sequence")
    assert [event.command for event in events] == ["prepare_instruction", "approve_instruction"]
    assert events[0].payload["content"] == digest(asked.content)
    assert events[1].payload["voucher"] == str(Voucher.objects.get(request_id=asked.pk))
    assert verify_chain().is_whole
