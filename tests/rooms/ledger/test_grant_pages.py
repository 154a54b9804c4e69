"""The registry of grants and the file of one: who sees which, and what may be done next."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kechuang.base.roles import Role
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Instruction
from kechuang.ledger.refusals import AlreadyGranted
from kechuang.ledger.services import FundPlan
from kechuang.ledger.states import FundSource
from tests.base.registry.cast import HARBOUR_DISTRICT, LAKE_DISTRICT, Person, clerk, party, person
from tests.rooms.ledger.desk import prepared, promise, treasurer
from tests.rooms.ledger.town import (
    AT,
    WAN,
    Town,
    budget_line,
    confirmed_payee,
    small_treasury,
    warrant,
)

pytestmark = pytest.mark.django_db
LIST = "/ledger/grants/"


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.fixture
def money(db: None) -> Person:
    return treasurer("财务")


def page(who: Person, url: str) -> str:
    answer = who.client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_readers_find_the_grants_they_may_know(town: Town, money: Person) -> None:
    elsewhere = party("云港乙机械有限公司", region=HARBOUR_DISTRICT)
    own, foreign = town.grant().number, town.grant(party=elsewhere).number
    expected = {
        money: {own, foreign},
        person("审计", Role.AUDITOR): {own, foreign},
        clerk("澜湖", district=LAKE_DISTRICT): {own},
        clerk("云港", district=HARBOUR_DISTRICT): {foreign},
        person("alice", Role.ENTERPRISE, of=town.party): {own},
    }

    for who, known in expected.items():
        shown = page(who, LIST)
        assert {n for n in (own, foreign) if n in shown} == known
        for number in (own, foreign):
            status = who.client.get(f"{LIST}{number}/").status_code
            assert status == (200 if number in known else 404)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.TECHNOLOGY_MANAGER])
def test_others_have_no_list(town: Town, role: str) -> None:
    grant = town.grant()
    who = person("外人", role)

    assert who.client.get(LIST).status_code == 403
    assert who.client.get(f"{LIST}{grant.number}/").status_code == 403


def test_vouchers_and_buttons_are_for_those_who_work_on_the_books(
    town: Town, money: Person
) -> None:
    grant = town.grant()
    url = f"{LIST}{grant.number}/"
    alice = person("alice", Role.ENTERPRISE, of=town.party)

    seen = {who: page(who, url) for who in (money, person("审计", Role.AUDITOR), alice)}

    assert ["时间线" in shown for shown in seen.values()] == [True, True, False]
    assert ["/accept/" in shown for shown in seen.values()] == [True, False, False]


def test_filters_find_by_fund_district_year_state_and_words(town: Town, money: Person) -> None:
    province = budget_line(town.book, town.scheme, FundSource.PROVINCIAL, 50 * WAN)
    plain = town.grant(title="机器视觉").number
    mixed = town.grant(funds=(FundPlan(FundSource.PROVINCIAL, 1, province),), title="电机").number
    cancelled = town.grant(title="取消的")
    ledger.release_tranches(warrant=warrant(), grant=cancelled, reason="终止", is_cancelled=True)

    def found(query: str) -> set[str]:
        shown = page(money, f"{LIST}?{query}")
        return {n for n in (plain, mixed, cancelled.number) if n in shown}

    assert found("source=provincial") == {mixed}
    assert found("stage=cancelled") == {cancelled.number}
    assert found("stage=running") == {plain, mixed}
    assert found("stage=completed") == set()
    assert found("q=视觉") == {plain}
    assert found(f"scheme={town.scheme.code}&district={LAKE_DISTRICT}&year=2026") == {
        plain,
        mixed,
        cancelled.number,
    }


def test_the_export_keeps_amounts_in_fen(town: Town, money: Person) -> None:
    town.paid(town.accepted(3 * WAN))

    answer = money.client.get(f"{LIST}?export=xlsx")

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    header, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    values = dict(zip(header, row, strict=True))
    assert (int(values["财政资金"]), int(values["已支付"])) == (3 * WAN, 3 * WAN)
    assert (values["状态"], values["资金来源"]) == ("已办结", "市级财政")


def test_an_empty_registry_says_so(town: Town, money: Person) -> None:
    assert "没有符合条件的记录" in page(money, LIST)


def queries(who: Person, url: str) -> int:
    who.client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert who.client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("url", [LIST, "/ledger/duplicates/", "/ledger/budget/"])
def test_lists_ask_the_database_as_often_for_many_as_for_few(
    town: Town, money: Person, url: str
) -> None:
    town.grant()
    few = queries(money, url)
    for _ in range(4):
        town.grant()

    assert queries(money, url) == few


def test_the_whole_life_of_a_grant_is_on_its_page(town: Town, money: Person) -> None:
    parts = town.accepted(6 * WAN, 4 * WAN)
    town.paid(parts)
    share = parts[0].share
    values = {"amount_fen": 2 * WAN, "reason": "未按合同投入", "decision": "追〔2026〕1号"}
    ledger.decide_claw_back(warrant=warrant(), share=share, **values)

    shown = page(money, f"{LIST}{share.grant.number}/")

    for words in ("已到账", "未按合同投入", "追〔2026〕1号", "人民币壹拾万元整", "FK2026-000001"):
        assert words in shown, words
    assert f"/ledger/shares/{share.pk}/claw-back/" in shown
    assert f"/ledger/claw-backs/{share.claw_backs.get().pk}/recovery/" in shown


def test_what_waits_about_a_grant_is_announced_on_its_page(town: Town, money: Person) -> None:
    grant = town.grant()
    tranche = grant.tranches.get()
    content = {"tranche": tranche.pk, "acceptance": "验收1号", "amount_fen": None}
    asked = prepared(clerk("制单员"), "accept_tranche", content)
    elsewhere = town.grant()

    assert str(asked.pk) in page(money, f"{LIST}{grant.number}/")
    assert str(asked.pk) not in page(money, f"{LIST}{elsewhere.number}/")


def forms_about(town: Town) -> dict[str, dict[str, str]]:
    """The address of each form about something granted, and what is typed there."""
    parts = town.accepted()
    town.paid(parts)
    values = {"amount_fen": WAN // 2, "reason": "弄虚作假", "decision": "追1号"}
    ledger.decide_claw_back(warrant=warrant(), share=parts[0].share, **values)
    claim = parts[0].share.claw_backs.get()
    grant = town.grant()
    voucher = grant.shares.get().obligation.credits.get().voucher_id
    return {
        f"/ledger/tranches/{grant.tranches.get().pk}/accept/": {"acceptance": "验收1号"},
        f"/ledger/grants/{grant.number}/release/": {"reason": "终止", "is_cancelled": "on"},
        f"/ledger/shares/{parts[0].share_id}/claw-back/": {
            "amount_fen": "0.1",
            "reason": "弄虚作假",
            "decision": "追2号",
        },
        f"/ledger/claw-backs/{claim.pk}/recovery/": {"amount_fen": "0.1", "serial": "B-1"},
        f"/ledger/vouchers/{voucher}/reverse/": {"reason": "金额有误"},
    }


def test_every_form_about_a_grant_asks_a_second_person(town: Town) -> None:
    preparer = clerk("制单员")

    for url, typed in forms_about(town).items():
        assert "另一位资金财务人员" in page(preparer, url)
        filled = {"request_id": str(uuid4()), "on": "2026-11-21", **typed}
        answers = [preparer.client.post(url, filled) for _ in range(2)]
        assert {answer.url for answer in answers} == {
            f"/ledger/instructions/{filled['request_id']}/"
        }
        assert preparer.client.get(answers[0].url).status_code == 200

    assert Instruction.objects.count() == 5


def test_a_voucher_leads_to_its_reversal_until_it_is_reversed(town: Town, money: Person) -> None:
    grant = town.grant()
    voucher = grant.shares.get().obligation.credits.get().voucher
    url = f"/ledger/vouchers/{voucher.pk}/"
    form = f"{url}reverse/"
    before = page(money, url), page(person("审计", Role.AUDITOR), url)

    red = ledger.reverse_voucher(warrant=warrant(), voucher=voucher, reason="有误")

    after = page(money, url), page(money, f"/ledger/vouchers/{red.pk}/")
    assert [form in shown for shown in before] == [True, False]
    assert ["/reverse/" in shown for shown in after] == [False, False]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ENTERPRISE])
def test_nobody_else_opens_these_forms(town: Town, role: str) -> None:
    of = town.party if role == Role.ENTERPRISE else None
    who = person("外人", role, of=of)

    for url, typed in forms_about(town).items():
        filled = {"request_id": str(uuid4()), "on": "2026-11-21", **typed}
        assert who.client.get(url).status_code == 403
        assert who.client.post(url, filled).status_code == 403
    assert not Instruction.objects.exists()


def test_refused_attempts_and_similar_grants_are_reported(town: Town, money: Person) -> None:
    first = town.grant(ground="研发补助 2026")
    second = town.grant(ground="研发补助（2026 年度）")
    with pytest.raises(AlreadyGranted):
        prepared(clerk("制单员"), "agree_grant", promise(town, ground="研发补助2026"))

    shown = page(money, "/ledger/duplicates/")

    assert shown.count(first.number) >= 2
    assert second.number in shown
    assert "制单员" in shown


def test_a_report_without_findings_says_so(town: Town, money: Person) -> None:
    shown = page(money, "/ledger/duplicates/")

    assert "没有相似的立项" in shown
    assert "没有被拒绝的重复立项" in shown


def test_payees_and_rules_do_not_break_a_grant_of_a_party_without_account(
    town: Town, money: Person
) -> None:
    stranger = party("青砚丙新材料有限公司")
    grant = town.grant(party=stranger, rule=ledger.Rule("gone", "ab" * 32, "c1", 7))

    before = page(money, f"{LIST}{grant.number}/")
    confirmed_payee(stranger)

    assert "等待拨付条件" in before
    assert "/entitlements/answer/7/" in page(money, f"{LIST}{grant.number}/")
