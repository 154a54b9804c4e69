"""Breaking the glass: restricted records of one party, for a reason, for a while, seen by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from kechuang.accounts import middleware
from kechuang.accounts.models import BreakGlass
from kechuang.accounts.selectors import looks_into
from kechuang.accounts.services import close_restricted_records, open_restricted_records
from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.demands.models import Demand
from tests.cast import Person
from tests.rooms.accounts.restricted import DRAFT, FACT, OUTCOME, SECRET, write_restricted

REASON = "信访核查〔2026〕8号"
RESTRICTED = ("facts", "answers", "draft", "draft by interface", "outcome", "file")
NAME, OTHER_NAME = "云澜甲科技有限公司", "云港乙机械有限公司"


@pytest.fixture
def places(alice, yunlan, outsider_firm):
    return write_restricted(alice, yunlan, outsider_firm)


def now():
    return timezone.now()


def opened(by: Person, party, **more) -> BreakGlass:
    return open_restricted_records(by=by.actor, at=now(), party=party, reason=REASON, **more)


def statuses(who: Person, places, names=RESTRICTED):
    return {name: who.client.get(places[name]).status_code for name in names}


def shown(who: Person, address: str) -> str:
    return who.client.get(address).content.decode()


SHUT = {
    "facts": 403,
    "answers": 403,
    "draft": 404,
    "draft by interface": 404,
    "outcome": 404,
    "file": 404,
}


READ_BY_AUDITORS = {"facts": 200, "answers": 200, "file": 200}


@pytest.mark.parametrize(("who", "found"), [("admin", SHUT), ("auditor", SHUT | READ_BY_AUDITORS)])
def test_without_an_opening_restricted_records_are_shut(request, places, who, found):
    assert statuses(request.getfixturevalue(who), places) == found


def test_an_opening_lets_them_be_read(admin, places, yunlan):
    opened(admin, yunlan)

    assert statuses(admin, places) == dict.fromkeys(RESTRICTED, 200)
    assert FACT in admin.client.get(places["facts"]).json()[0]["source"]
    assert DRAFT in shown(admin, places["draft"])
    assert OUTCOME in shown(admin, places["outcome"])


def test_it_reads_confidential_text_as_the_bureau_does_by_asking(admin, places, yunlan):
    opened(admin, yunlan)
    asked = f"{places['draft']}confidential/"

    assert SECRET not in shown(admin, places["draft"])
    assert SECRET in admin.client.post(asked).content.decode()


def test_after_its_time_they_are_shut_again(admin, places, yunlan, monkeypatch):
    opening = opened(admin, yunlan, hours=1)
    monkeypatch.setattr(middleware, "now", lambda: opening.until)

    assert statuses(admin, places) == SHUT


def test_closed_early_they_are_shut_again(admin, places, yunlan):
    opening = opened(admin, yunlan)
    assert admin.client.get(places["facts"]).status_code == 200

    admin.client.post(f"/people/openings/{opening.pk}/close/")

    assert statuses(admin, places) == SHUT


def test_without_the_check_of_time_they_would_stay_open(admin, places, yunlan, monkeypatch):
    """The red control: what lets pages through is what ``open_now`` answers."""
    opening = opened(admin, yunlan, hours=1)
    monkeypatch.setattr(middleware, "now", lambda: opening.until)
    monkeypatch.setattr(middleware, "open_now", lambda actor, at: BreakGlass.objects.all())

    assert statuses(admin, places)["facts"] == 200


def test_records_of_others_stay_shut(admin, places, yunlan):
    opened(admin, yunlan)

    assert admin.client.get(places["their facts"]).status_code == 403
    assert OTHER_NAME not in shown(admin, places["theirs"])


def test_the_withheld_name_is_told_by_the_opened_party_only(admin, auditor, places, yunlan):
    assert NAME not in shown(admin, places["hidden"])

    opened(admin, yunlan)

    assert NAME in shown(admin, places["hidden"])
    assert NAME not in shown(auditor, places["hidden"])


@pytest.mark.parametrize(
    "address", ["/demands/", "/outcomes/", "/search/?q=金丝雀", "/api/demands"]
)
def test_lists_and_searches_stay_as_they_were(admin, places, yunlan, address):
    before = shown(admin, address)

    opened(admin, yunlan)

    after = shown(admin, address)
    assert [word for word in (DRAFT, OUTCOME, NAME) if word in after] == []
    assert len(after) == len(before)


@pytest.mark.parametrize("step", ["edit/", "advance/submit/"])
def test_nothing_can_be_changed(admin, places, yunlan, step):
    opened(admin, yunlan)

    answer = admin.client.post(f"{places['draft']}{step}", {"title": "改", "reason": "改"})

    assert answer.status_code in (403, 404)
    assert Demand.objects.get(title=DRAFT).state == "draft"
    assert "修改" not in shown(admin, places["draft"])


def paths(opening: BreakGlass) -> list[str]:
    return [event.payload["path"] for event in looks_into(opening).order_by("sequence")]


def test_every_page_is_recorded_once(admin, places, yunlan):
    opening = opened(admin, yunlan)

    for name in ("facts", "draft", "draft", "facts", "file"):
        admin.client.get(places[name])

    assert paths(opening) == [places["facts"], places["draft"], places["file"]]


def test_another_opening_records_it_again(admin, places, yunlan):
    first = opened(admin, yunlan)
    admin.client.get(places["draft"])
    close_restricted_records(by=admin.actor, at=now(), opening=first)

    second = opened(admin, yunlan)
    admin.client.get(places["draft"])

    assert paths(second) == [places["draft"]]


def test_pages_that_needed_no_opening_are_not(auditor, places, yunlan):
    """An auditor reads facts anyway; only the draft needs the glass broken."""
    opening = opened(auditor, yunlan)

    for address in (places["facts"], places["draft"], places["theirs"], "/demands/", "/workspace/"):
        auditor.client.get(address)

    assert paths(opening) == [places["draft"]]


def test_refused_pages_are_not(admin, places, yunlan):
    opening = opened(admin, yunlan)

    admin.client.get(f"{places['draft']}edit/")

    assert paths(opening) == []


def test_what_cannot_be_recorded_is_not_shown(admin, places, yunlan, monkeypatch):
    opened(admin, yunlan)

    def fail(**_):
        raise RuntimeError("planted")

    monkeypatch.setattr(middleware, "note_looks", fail)

    with pytest.raises(RuntimeError):
        admin.client.get(places["draft"])


def test_the_party_sees_who_when_why_and_what(admin, alice, places, yunlan):
    opened(admin, yunlan)
    admin.client.get(places["draft"])

    desk = shown(alice, "/workspace/")
    page = shown(alice, f"/people/looks/{yunlan.pk}/")

    assert "有人破窗查阅过本单位的受限信息" in desk
    assert f"/people/looks/{yunlan.pk}/" in desk
    assert all(word in page for word in ("admin", REASON, places["draft"]))


def test_the_party_reads_it_in_english(admin, alice, places, yunlan):
    opened(admin, yunlan)

    page = alice.client.get(
        f"/people/looks/{yunlan.pk}/", headers={"accept-language": "en"}
    ).content.decode()

    assert "Who looked into our restricted records" in page


@pytest.mark.parametrize(("who", "status"), [("auditor", 200), ("charlie", 403), ("clerk", 403)])
def test_only_the_party_and_auditors_see_it(request, admin, yunlan, who, status):
    opening = opened(admin, yunlan)
    client = request.getfixturevalue(who).client

    assert client.get(f"/people/looks/{yunlan.pk}/").status_code == status
    assert client.get(f"/people/openings/{opening.pk}/").status_code == status


def test_auditors_see_all_openings_and_others_their_own(admin, clerk, auditor, yunlan):
    opened(admin, yunlan)

    assert REASON in shown(auditor, "/people/openings/")
    assert REASON in shown(admin, "/people/openings/")
    assert REASON not in shown(clerk, "/people/openings/")


@pytest.mark.parametrize("who", ["alice", "charlie", "expert", "technology_manager", "anonymous"])
def test_others_open_nothing(request, yunlan, who):
    with pytest.raises(NotAllowed):
        opened(request.getfixturevalue(who), yunlan)

    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("hours", [0, 25, -1])
def test_no_longer_than_a_day(admin, yunlan, hours):
    with pytest.raises(InvalidInput, match="not between 1 and 24"):
        opened(admin, yunlan, hours=hours)


def test_a_reason_is_needed(admin, yunlan):
    with pytest.raises(InvalidInput, match="no reason"):
        open_restricted_records(by=admin.actor, at=now(), party=yunlan, reason=" ")


def test_what_is_open_is_not_opened_again(admin, yunlan):
    opened(admin, yunlan)

    with pytest.raises(WrongState, match="open already"):
        opened(admin, yunlan)


def test_somebody_else_does_not_close_it(admin, auditor, yunlan):
    opening = opened(admin, yunlan)

    with pytest.raises(NotAllowed):
        close_restricted_records(by=auditor.actor, at=now(), opening=opening)


def test_what_is_closed_is_not_closed_again(admin, yunlan):
    opening = opened(admin, yunlan)
    close_restricted_records(by=admin.actor, at=now(), opening=opening)

    with pytest.raises(WrongState, match="closed or has run out"):
        close_restricted_records(by=admin.actor, at=now(), opening=opening)


def test_the_right_goes_with_the_role(admin, auditor, places, yunlan):
    opened(admin, yunlan)

    admin_user = BreakGlass.objects.get().user
    admin_user.memberships.update(until=now().date() - timedelta(days=1))

    assert statuses(admin, places) == SHUT


@pytest.mark.parametrize(
    "change",
    [{"reason": ""}, {"user_id": 999}, {"party_id": 999}, {"closed_at": None}, {}],
    ids=lambda change: next(iter(change), "deleted"),
)
def test_the_database_keeps_openings_as_they_were(admin, yunlan, change):
    opening = opened(admin, yunlan)
    close_restricted_records(by=admin.actor, at=now(), opening=opening)
    rows = BreakGlass.objects.filter(pk=opening.pk)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(**change) if change else rows.delete()


def test_closing_is_the_one_change_the_database_lets_pass(admin, yunlan):
    opening = opened(admin, yunlan)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        BreakGlass.objects.filter(pk=opening.pk).update(closed_at=now(), reason="")
    assert BreakGlass.objects.filter(pk=opening.pk).update(closed_at=now()) == 1


def test_the_form_opens_and_leads_to_the_records(admin, places, yunlan):
    given = {"party": yunlan.credit_code, "reason": REASON, "hours": "2"}

    page = admin.client.post("/people/openings/new/", given, follow=True).content.decode()

    assert DRAFT in page
    assert Event.objects.filter(command="open_restricted_records").count() == 1
    assert paths(BreakGlass.objects.get()) == [f"/workspace/opened/{yunlan.pk}/"]


def test_a_code_of_nobody_is_refused_at_the_field(admin, yunlan):
    given = {"party": "91", "reason": REASON, "hours": "2"}

    answer = admin.client.post("/people/openings/new/", given)

    assert answer.status_code == 422
    assert "没有登记过这个信用代码" in answer.content.decode()
