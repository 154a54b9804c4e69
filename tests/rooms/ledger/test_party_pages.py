"""A party's own page, in plain words; others see it only where they watch over the party."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kechuang.base.roles import Role
from kechuang.ledger import services as ledger
from kechuang.ledger.models import PaymentItem, Tranche
from kechuang.ledger.selectors.party_money import PartyMoney, party_money
from kechuang.ledger.services.plans import FundPlan, TranchePlan
from kechuang.ledger.states import Condition, FundSource
from kechuang.parties.models import Party
from tests.base.registry.cast import HARBOUR_DISTRICT, LAKE_DISTRICT, Person, clerk, party, person
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.town import (
    APPROVER,
    AT,
    ON,
    PREPARER,
    WAN,
    Town,
    budget_line,
    small_treasury,
    warrant,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.fixture
def own(town: Town) -> Person:
    return person("财务", Role.ENTERPRISE, of=town.party)


def money(town: Town, of: Party | None = None) -> PartyMoney:
    return party_money(PREPARER, of or town.party, on=ON)


def stages(town: Town, of: Party | None = None) -> list[str]:
    return [str(t.stage) for each in money(town, of).grants for t in each.tranches]


def accepted(tranche: Tranche) -> None:
    ledger.accept_tranche(warrant=warrant(), tranche=tranche, acceptance="验收〔2026〕1号")


def test_a_tranche_goes_from_plan_to_account_in_plain_words(town: Town) -> None:
    day = timedelta(days=1)
    planned = (
        TranchePlan("首拨", WAN, Condition.MILESTONE, ON),
        TranchePlan("中期", WAN, Condition.MILESTONE, ON - day),
    )
    grant = town.grant(tranches=planned)
    assert stages(town) == ["waiting", "overdue"]

    first = grant.tranches.first()
    accepted(first)
    assert stages(town) == ["accepted", "overdue"]
    run = town.drafted(list(first.parts.all()))
    assert stages(town)[0] == "listed"
    ledger.withdraw_run(by=PREPARER, at=AT, run=run, reason="重编")
    town.sent(list(first.parts.all()))
    assert stages(town)[0] == "sent"
    ledger.release_tranches(warrant=warrant(), grant=grant, reason="终止")
    assert stages(town)[1] == "released"


def test_what_the_treasury_refused_says_why_and_who_acts(town: Town) -> None:
    parts = town.accepted()
    run = town.sent(parts)
    answer = ledger.Answer(run.items.get().number, "T1", False, 0, ON, "账号有误")
    ledger.record_answers(warrant=warrant(), run=run, answers=[answer])

    (step,) = money(town).waiting
    assert (step.stage, step.refusal, step.who) == ("refused", "账号有误", "本单位")
    town.paid(parts)
    assert stages(town) == ["paid"]
    assert money(town).waiting == []


def test_a_part_payment_leaves_the_rest_to_be_paid(town: Town) -> None:
    run = town.sent(town.accepted(2 * WAN))
    answer = ledger.Answer(run.items.get().number, "T1", True, WAN, ON)
    ledger.record_answers(warrant=warrant(), run=run, answers=[answer])

    (step,) = money(town).waiting
    assert (step.stage, step.paid_fen) == ("accepted", WAN)


def test_a_party_without_account_is_told_so(town: Town) -> None:
    firm = party("云澜乙科技有限公司")
    town.accepted(party=firm)
    assert stages(town, firm) == ["no_account"]

    account = ledger.submit_payee_account(
        by=PREPARER, at=AT, party=firm, holder=firm.name, bank="行", number="62220000123"
    )
    assert stages(town, firm) == ["unconfirmed"]
    ledger.confirm_payee_account(by=APPROVER, at=AT, account=account)
    assert stages(town, firm) == ["accepted"]


def test_a_tranche_of_several_funds_is_as_far_as_the_last_of_them(town: Town) -> None:
    province = budget_line(town.book, town.scheme, FundSource.PROVINCIAL, 10 * WAN)
    funds = (
        FundPlan(FundSource.CITY, 1, town.line),
        FundPlan(FundSource.PROVINCIAL, 1, province),
        FundPlan(FundSource.ENTERPRISE, 2),
    )
    parts = town.accepted(4 * WAN, funds=funds)
    town.paid(parts[:1])

    (each,) = money(town).grants
    assert stages(town) == ["accepted"]
    assert (each.public_fen, each.paid_fen) == (2 * WAN, WAN)


def test_a_claw_back_stands_with_its_reason_until_it_is_reversed(town: Town, own: Person) -> None:
    parts = town.accepted()
    town.paid(parts)
    voucher = ledger.decide_claw_back(
        warrant=warrant(), share=parts[0].share, amount_fen=WAN, reason="弄虚作假", decision="1号"
    )
    assert money(town).asked_back_fen == WAN
    assert "弄虚作假" in own.client.get("/ledger/mine/").content.decode()

    ledger.reverse_voucher(warrant=warrant(), voucher=voucher, reason="查无实据")
    assert money(town).asked_back_fen == 0
    assert "弄虚作假" not in own.client.get("/ledger/mine/").content.decode()


def test_paid_over_time_accumulates(town: Town) -> None:
    for day, amount in ((date(2026, 11, 21), WAN), (date(2026, 12, 5), 2 * WAN)):
        run = town.sent(town.accepted(amount))
        answer = ledger.Answer(run.items.get().number, f"T{day}", True, amount, day)
        ledger.record_answers(warrant=warrant(on=day), run=run, answers=[answer])

    expected = [("2026-11", WAN, WAN), ("2026-12", 2 * WAN, 3 * WAN)]
    assert money(town).paid_by_month() == expected


def test_the_party_sees_its_grants_payments_and_whole_account(town: Town, own: Person) -> None:
    town.paid(town.accepted(6 * WAN))
    item = PaymentItem.objects.get()

    page = own.client.get("/ledger/mine/").content.decode()

    for shown in ("ZX2026-000001", item.number, "¥60,000.00", "6222000012345678", "<svg"):
        assert shown in page


def test_a_party_without_grants_gets_a_next_step(own: Person) -> None:
    page = own.client.get("/ledger/mine/").content.decode()

    assert "还没有立项的资助" in page
    assert "看看能享受哪些政策" in page


def statuses(client: Client, town: Town) -> list[int]:
    item = PaymentItem.objects.get()
    addresses = (f"parties/{town.party.pk}/", f"receipts/{item.number}/")
    files = (f"receipts/{item.number}/file/", f"parties/{town.party.pk}/payee/")
    return [client.get(f"/ledger/{each}").status_code for each in (*addresses, *files)]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("own", [200, 200, 200, 200]),
        ("city", [200, 200, 200, 200]),
        ("treasurer", [200, 200, 200, 200]),
        ("auditor", [200, 200, 200, 403]),
        ("lake", [200, 200, 200, 403]),
        ("harbour", [403, 404, 404, 403]),
        ("other", [403, 404, 404, 403]),
        ("bank", [403, 404, 404, 403]),
        ("nobody", [403, 404, 404, 403]),
    ],
)
def test_who_sees_a_partys_money(town: Town, who: str, expected: list[int]) -> None:
    town.paid(town.accepted())
    people = {
        "own": lambda: person("own", Role.ENTERPRISE, of=town.party),
        "city": clerk,
        "treasurer": lambda: treasurer("财"),
        "auditor": lambda: person("审", Role.AUDITOR),
        "lake": lambda: clerk("lake", district=LAKE_DISTRICT),
        "harbour": lambda: clerk("harbour", district=HARBOUR_DISTRICT),
        "other": lambda: person("other", Role.ENTERPRISE, of=party("别家")),
        "bank": lambda: person("bank", Role.BANK, of=town.party),
    }
    client = people[who]().client if who in people else Client()

    assert statuses(client, town) == expected


def test_a_district_clerk_finds_only_the_own_district(town: Town) -> None:
    harbour = party("云港乙科技有限公司", region=HARBOUR_DISTRICT)
    town.grant()
    town.grant(party=harbour)

    lake = clerk("lake", district=LAKE_DISTRICT).client.get("/ledger/parties/").content.decode()

    assert town.party.name in lake
    assert harbour.name not in lake
    assert harbour.name in clerk().client.get("/ledger/parties/").content.decode()


def test_what_another_district_granted_stays_there_when_the_party_moves(town: Town) -> None:
    moved = party("云港乙科技有限公司", region=HARBOUR_DISTRICT)
    town.grant(party=moved)
    Party.objects.filter(pk=moved.pk).update(region_code=LAKE_DISTRICT)
    address = f"/ledger/parties/{moved.pk}/"

    lake = clerk("lake", district=LAKE_DISTRICT).client.get(address).content.decode()

    assert "ZX2026-000001" not in lake
    assert "ZX2026-000001" in clerk().client.get(address).content.decode()


def test_the_list_of_parties_sums_what_stands(town: Town) -> None:
    other = party("云澜乙科技有限公司")
    town.grant(3 * WAN, 2 * WAN, party=other)
    town.paid(town.accepted(6 * WAN))
    cancelled = town.grant(9 * WAN)
    ledger.release_tranches(warrant=warrant(), grant=cancelled, reason="取消", is_cancelled=True)

    found = treasurer("财").client.get("/ledger/parties/").context["object_list"]
    figures = {row.pk: (row.grant_count, row.granted_fen, row.paid_fen) for row in found}
    assert figures == {town.party.pk: (2, 6 * WAN, 6 * WAN), other.pk: (1, 5 * WAN, 0)}


def test_staff_are_led_to_the_list(town: Town, own: Person) -> None:
    answer = treasurer("财").client.get("/ledger/mine/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ledger/parties/")
    assert own.client.get("/ledger/mine/").status_code == 200
    assert person("专家", Role.EXPERT).client.get("/ledger/mine/").status_code == 403


def test_the_account_form_says_what_is_wrong(town: Town, own: Person) -> None:
    address = f"/ledger/parties/{town.party.pk}/payee/"
    wrong = {"holder": "别的公司", "bank": "示例银行", "number": "6222000012345678"}

    answer = own.client.post(address, wrong)
    assert answer.status_code == 422
    assert f"户名须与“{town.party.name}”一致" in answer.content.decode()
    assert own.client.post(address, {}).status_code == 422
    assert own.client.post(address, wrong | {"holder": town.party.name}).status_code == 302
    assert "待核对" in own.client.get("/ledger/mine/").content.decode()


def test_a_receipt_is_printed_and_taken_along(town: Town, own: Person) -> None:
    town.paid(town.accepted(6 * WAN))
    number = PaymentItem.objects.get().number

    page = own.client.get(f"/ledger/receipts/{number}/").content.decode()
    file = own.client.get(f"/ledger/receipts/{number}/file/")

    assert "人民币陆万元整" in page
    assert "6222000012345678" not in page
    assert file.json()["own_hash"] in page
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "/audit/verify_receipt.py" in page


def test_the_interface_tells_a_party_of_its_own_money(town: Town, own: Person) -> None:
    town.paid(town.accepted(6 * WAN))
    base = f"/api/parties/{town.party.pk}"

    grants = own.client.get(f"{base}/grants").json()
    payments = own.client.get(f"{base}/payments").json()

    assert grants["items"][0]["total_fen"] == 6 * WAN
    assert grants["items"][0]["tranches"][0]["accepted_on"] == ON.isoformat()
    assert (payments["count"], payments["items"][0]["paid_fen"]) == (1, 6 * WAN)
    harbour = clerk("harbour", district=HARBOUR_DISTRICT).client
    for client in (Client(), harbour):
        assert client.get(f"{base}/grants").status_code == 403
        assert client.get(f"{base}/payments").status_code == 403


def questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_pages_ask_as_often_for_many_payments_as_for_one(town: Town) -> None:
    reader = treasurer("财").client
    run = town.paid(town.accepted())
    addresses = (f"/ledger/parties/{town.party.pk}/", f"/ledger/runs/{run.number}/")
    few = [questions(reader, each) for each in addresses]

    larger = town.paid([*town.accepted(WAN, WAN), *town.accepted(WAN), *town.accepted(WAN)])

    many = (addresses[0], f"/ledger/runs/{larger.number}/")
    assert [questions(reader, each) for each in many] == few
