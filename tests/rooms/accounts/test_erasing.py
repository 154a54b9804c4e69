"""A person's data is erased when one asks and another approves; what a law keeps is named."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db import IntegrityError, models, transaction

from kechuang.accounts.models import ErasureRequest, User
from kechuang.accounts.personal_data import holdings
from kechuang.accounts.services import (
    approve_erasure,
    change_own_password,
    deactivate_account,
    grant_membership,
    reactivate_account,
    refuse_erasure,
    request_erasure,
)
from kechuang.accounts.states import ErasureState
from kechuang.audit.models import Event, Signatory
from kechuang.audit.selectors import verify_chain
from kechuang.audit.services import record
from kechuang.audit.states import Basis
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.base.roles import Role
from kechuang.demands.services import file_demand
from kechuang.intake.services import Sending, upload_table
from tests.base.registry.cast import Person, person
from tests.cast import AT, PASSWORD, TODAY
from tests.rooms.accounts.restricted import demand

NAME, PHONE = "金丝雀李娜", "13800138000"
CANARIES = (NAME, PHONE, "canary.lina")


@pytest.fixture
def lina(yunlan, admin) -> Person:
    """She has done something, was given a role, and an administrator knows her number."""
    found = person("canary.lina", Role.ENTERPRISE, of=yunlan)
    user = user_of(found)
    user.full_name, user.phone = NAME, PHONE
    user.save()
    named = Person(replaced(found.actor, NAME), found.client)
    file_demand(by=named.actor, at=AT, content=demand(yunlan, "线圈绝缘", "public"))
    rows = "统一社会信用代码,年度,营业收入\n91,2025,1\n".encode()
    upload_table(by=named.actor, at=AT, sending=Sending("facts", "facts.csv", rows))
    grant_membership(by=admin.actor, at=AT, user=user, role=Role.EXPERT, since=TODAY)
    change_own_password(by=named.actor, at=AT, user=user, password=PASSWORD)
    named.client.force_login(user)
    return named


@pytest.fixture
def second_admin(db) -> Person:
    return person("second_admin", Role.ADMINISTRATOR)


def replaced(actor, name):
    return type(actor)(actor.account_id, name, actor.grants)


def user_of(who: Person) -> User:
    return User.objects.get(pk=who.actor.account_id)


def ask(by: Person, about: Person, **more) -> ErasureRequest:
    given = {"basis": Basis.PURPOSE_ENDED, "reason": "离职", **more}
    return request_erasure(by=by.actor, at=AT, user=user_of(about), **given)


def approve(by: Person, asked: ErasureRequest, *, closes: Person | None = None) -> Event:
    if asked.user.is_active:
        deactivate_account(by=(closes or by).actor, at=AT, on=TODAY, user=asked.user, reason="离职")
        asked.user.refresh_from_db()
    return approve_erasure(by=by.actor, at=AT, asked=asked)


def everything() -> str:
    """Every row of every table."""
    rows = (row for model in apps.get_models() for row in model._base_manager.all())
    return serializers.serialize("json", rows, ensure_ascii=False)


def test_nothing_of_the_person_is_left_and_the_chain_is_whole(lina, admin):
    assert all(canary in everything() for canary in CANARIES)

    approve(admin, ask(lina, lina))

    assert [canary for canary in CANARIES if canary in everything()] == []
    assert verify_chain().is_whole


def test_the_account_is_a_number_that_logs_in_no_more(lina, admin, client):
    approve(admin, ask(lina, lina))

    user = user_of(lina)
    assert (user.username, user.full_name) == (f"erased-{user.pk}", f"已删除用户 #{user.pk}")
    assert (user.phone, user.is_active, user.last_login) == ("", False, None)
    assert not user.check_password(PASSWORD)
    assert not Session.objects.filter(pk=lina.client.session.session_key).exists()


def test_an_erased_account_does_not_come_back(lina, admin):
    approve(admin, ask(lina, lina))

    with pytest.raises(WrongState, match="erased by law"):
        reactivate_account(by=admin.actor, at=AT, user=user_of(lina), reason="返聘")
    page = admin.client.get(f"/people/{lina.actor.account_id}/").content.decode()
    assert "恢复账号" not in page


def test_in_english_the_number_is_english(lina, admin):
    approve(admin, ask(lina, lina))

    page = admin.client.get("/people/", headers={"accept-language": "en"}).content.decode()

    assert f"erased user #{lina.actor.account_id}" in page


def test_what_she_did_stays_under_the_number(lina, admin):
    approve(admin, ask(lina, lina))

    event = Event.objects.get(command="file_demand")
    assert event.payload["confidentiality"] == "public"
    assert event.actor_name == f"已删除用户 #{lina.actor.account_id}"


def test_without_erasing_names_they_would_be_found(lina, admin, monkeypatch):
    """The red control of the search through every table."""
    monkeypatch.setattr("kechuang.accounts.services.erasing._make_nameless", lambda user, at: None)

    approve(admin, ask(lina, lina))

    assert NAME in everything()


def test_an_administrator_asks_and_another_approves(lina, admin, second_admin):
    asked = ask(admin, lina)

    with pytest.raises(InvalidInput, match="administrators may not do it to themselves"):
        approve(admin, asked)
    approve(second_admin, asked)

    asked.refresh_from_db()
    assert (asked.state, asked.decided_by_id) == (
        ErasureState.ERASED,
        second_admin.actor.account_id,
    )
    assert asked.erased_by.payload["requested_by"] == admin.actor.account_id


def test_nobody_approves_for_themselves(admin, second_admin):
    with pytest.raises(InvalidInput):
        approve(admin, ask(admin, admin), closes=second_admin)


def test_the_database_holds_two_persons_apart(lina, admin):
    asked = ask(admin, lina)

    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.filter(pk=asked.pk).update(decided_by=asked.requested_by)


@pytest.mark.parametrize("who", ["alice", "clerk", "auditor"])
def test_others_neither_ask_nor_approve(request, lina, who):
    other = request.getfixturevalue(who)
    asked = ask(lina, lina)

    with pytest.raises(NotAllowed):
        ask(other, lina)
    with pytest.raises(NotAllowed):
        approve_erasure(by=other.actor, at=AT, asked=asked)


def test_an_account_in_use_is_not_erased(lina, admin):
    with pytest.raises(WrongState, match="still in use"):
        approve_erasure(by=admin.actor, at=AT, asked=ask(lina, lina))


def test_a_request_is_decided_once_and_waits_once(lina, admin):
    asked = ask(lina, lina)
    with pytest.raises(WrongState, match="waits already"):
        ask(lina, lina)

    refuse_erasure(by=admin.actor, at=AT, asked=asked, reason="仍在办理")

    with pytest.raises(WrongState, match="decided before"):
        approve(admin, asked)
    assert ask(lina, lina).state == ErasureState.REQUESTED


def test_a_refusal_is_read_by_the_person(lina, admin):
    refuse_erasure(by=admin.actor, at=AT, asked=ask(lina, lina), reason="项目未结题")

    assert "项目未结题" in lina.client.get("/people/me/").content.decode()


def test_further_events_must_exist(lina):
    with pytest.raises(InvalidInput, match="no such audit events: 9999"):
        ask(lina, lina, further=[1, 9_999])


def test_what_was_said_about_her_elsewhere_is_erased_if_named(lina, admin, yunlan):
    event = record(by=admin.actor, at=AT, command="vet", target=yunlan, payload={"note": NAME})
    approve(admin, ask(lina, lina, further=[event.sequence]))

    assert NAME not in everything()


# -- one's own page


def test_own_data_tells_what_why_and_how_long(lina):
    page = lina.client.get("/people/me/").content.decode()

    assert all(word in page for word in (NAME, PHONE, "canary.lina", "处理目的", "保存期限"))


def test_it_is_taken_along_as_json_and_as_a_workbook(lina):
    rows = json.loads(lina.client.get("/people/me/?export=json").content)
    workbook = lina.client.get("/people/me/?export=xlsx").content

    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
    assert {row["内容"] for row in rows} >= {NAME, PHONE, "canary.lina"}
    assert [cell.value for cell in sheet[1]] == ["个人信息", "内容", "处理目的", "保存期限"]
    assert len(rows) == sheet.max_row - 1


def test_nobody_reads_anothers(lina, alice):
    assert NAME not in alice.client.get("/people/me/").content.decode()


def test_one_asks_on_ones_own_page(lina, admin):
    given = {"basis": "consent_withdrawn", "reason": "不再使用"}

    page = lina.client.post("/people/me/erasure/", given, follow=True).content.decode()

    asked = ErasureRequest.objects.get()
    assert (asked.user_id, asked.requested_by_id) == (lina.actor.account_id,) * 2
    assert "待批准" in page
    assert (
        "申请人与本人不能批准"
        not in admin.client.get(f"/people/erasures/{asked.pk}/").content.decode()
    )


def test_an_administrator_sees_what_would_go_and_approves(lina, admin, second_admin):
    asked = ask(admin, lina)
    own = admin.client.get(f"/people/erasures/{asked.pk}/").content.decode()
    deactivate_account(by=admin.actor, at=AT, on=TODAY, user=asked.user, reason="离职")

    second_admin.client.post(f"/people/erasures/{asked.pk}/approve/")

    asked.refresh_from_db()
    assert "申请人与本人不能批准，请另一位管理员办理。" in own
    assert asked.state == ErasureState.ERASED
    assert (
        f"#{asked.erased_by_id}"
        in second_admin.client.get(f"/people/erasures/{asked.pk}/").content.decode()
    )


def test_further_numbers_are_read_from_the_form(lina, admin):
    given = {"basis": "unlawful", "reason": "误录", "further": "1，2, 3"}

    admin.client.post(f"/people/{lina.actor.account_id}/erasure/", given)
    refused = admin.client.post(
        f"/people/{lina.actor.account_id}/erasure/", given | {"further": "一"}
    )

    assert ErasureRequest.objects.get().further == [1, 2, 3]
    assert refused.status_code == 422


@pytest.mark.parametrize("digits", [19, 5_000])
def test_a_number_no_event_can_have_is_refused_in_the_form(lina, admin, digits):
    given = {"basis": "unlawful", "reason": "误录", "further": "9" * digits}

    refused = admin.client.post(f"/people/{lina.actor.account_id}/erasure/", given)

    assert refused.status_code == 422
    assert not ErasureRequest.objects.exists()


# -- the register

TECHNICAL = {"id", "password", "is_superuser", "is_staff", "is_active", "must_change_password",
             "erased_at"}  # fmt: skip
NEVER_FILLED = {"first_name", "last_name", "email"}
TOLD = {
    "username": "用户名",
    "full_name": "姓名",
    "phone": "手机",
    "last_login": "最近登录",
    "date_joined": "创建时间",
}


def test_every_personal_field_of_an_account_is_in_the_register():
    fields = {field.name for field in User._meta.fields}

    assert fields == TECHNICAL | NEVER_FILLED | set(TOLD)
    assert set(TOLD.values()) <= {str(holding.label) for holding in holdings()}


def test_every_holding_tells_its_purpose_and_its_period():
    assert all(holding.purpose and holding.period for holding in holdings())


NAMING = {"actor_name", "account_name", "decided_by", "full_name"}
KEPT_BY_LAW = {"ledger"}


def test_rooms_that_keep_names_of_people_registered_them():
    """A column for a person's name, outside the books that a law keeps, is erased by somebody."""
    found = {
        model._meta.app_label
        for model in apps.get_models()
        for field in model._meta.fields
        if field.name in NAMING and isinstance(field, models.CharField)
    } - KEPT_BY_LAW

    assert found == {"accounts", "intake", "matching"}


def test_names_are_gone_from_imports_and_signatures(lina, admin):
    approve(admin, ask(lina, lina))

    instead = f"已删除用户 #{lina.actor.account_id}"
    job = apps.get_model("intake", "ImportJob").objects.get()
    assert job.account_name == instead
    assert not Signatory.objects.filter(name=NAME).exists()
