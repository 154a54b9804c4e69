"""The pages of payment runs: who may, in which order, and what is shown of an account."""

from __future__ import annotations

import io
import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate
from openpyxl import load_workbook

from kechuang.audit.models import Event
from kechuang.base.roles import Role
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Instruction, PaymentRun, TrancheShare, Voucher
from kechuang.ledger.services.instructions import approve_instruction
from tests.base.registry.cast import Person, clerk, party, person
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.town import APPROVER, AT, PREPARER, WAN, Town, small_treasury

pytestmark = pytest.mark.django_db
ACCOUNT = "6222000012345678"


@pytest.fixture
def town(db: None) -> Town:
    """Pages post on the day of the clock, whose year has to be open."""
    found = small_treasury()
    ledger.open_year(by=APPROVER, at=AT, book=found.book, year=localdate().year)
    return found


@pytest.fixture
def one(db: None) -> Person:
    return treasurer("甲财务")


@pytest.fixture
def two(db: None) -> Person:
    return treasurer("乙财务")


@pytest.fixture
def three(db: None) -> Person:
    return treasurer("丙财务")


def parts_of(town: Town) -> list[int]:
    return [part.pk for part in town.accepted(6 * WAN, 4 * WAN)]


def choice(town: Town, parts: list[int], **more: object) -> dict[str, object]:
    return {"book": town.book.code, "parts": parts, **more}


def drafted(town: Town, by: Person) -> PaymentRun:
    sent = choice(town, parts_of(town), request_id=str(uuid4()))
    by.client.post("/ledger/runs/new/draft/", sent)
    return PaymentRun.objects.latest("pk")


def signed(client: Client, run: PaymentRun, step: str) -> int:
    digest = {"list_digest": run.list_digest}
    return client.post(f"/ledger/runs/{run.number}/{step}/", digest).status_code


def sent_by(town: Town, *people: Person) -> PaymentRun:
    run = drafted(town, people[0])
    assert signed(people[1].client, run, "check") == 302
    assert signed(people[2].client, run, "approve") == 302
    run.refresh_from_db()
    return run


def test_three_people_take_a_run_from_choice_to_treasury(
    town: Town, one: Person, two: Person, three: Person
) -> None:
    parts = parts_of(town)
    review = one.client.post("/ledger/runs/new/review/", choice(town, parts))
    assert "人民币壹拾万元整" in review.content.decode()
    again = choice(town, parts, request_id=str(review.context["request_id"]))
    for _ in range(2):
        assert one.client.post("/ledger/runs/new/draft/", again).status_code == 302
    run = PaymentRun.objects.get()

    steps = [(one, "check", 422), (two, "check", 302), (one, "approve", 422), (two, "approve", 422)]
    for who, step, status in [*steps, (three, "approve", 302)]:
        assert signed(who.client, run, step) == status

    run.refresh_from_db()
    voucher = Voucher.objects.get(command="approve_run")
    assert (run.state, run.checked_by_name, run.approved_by_name) == ("sent", "乙财务", "丙财务")
    assert (voucher.actor_name, voucher.approver_name) == ("甲财务", "丙财务")
    assert signed(three.client, run, "approve") == 302
    assert Voucher.objects.filter(command="approve_run").count() == 1


def test_a_list_other_than_the_one_shown_is_not_signed(
    town: Town, one: Person, two: Person
) -> None:
    run = drafted(town, one)

    for digest in ({}, {"list_digest": "0" * 64}):
        answer = two.client.post(f"/ledger/runs/{run.number}/check/", digest)
        assert answer.status_code == 409
    run.refresh_from_db()
    assert run.state == "drafted"


def test_the_page_offers_only_what_the_reader_may_do(
    town: Town, one: Person, two: Person, three: Person
) -> None:
    run = drafted(town, one)
    address = f"/ledger/runs/{run.number}/"

    assert "初审通过" not in one.client.get(address).content.decode()
    assert "编制人不能初审" in one.client.get(address).content.decode()
    assert "初审通过" in two.client.get(address).content.decode()
    signed(two.client, run, "check")
    assert "终审通过" not in two.client.get(address).content.decode()
    assert "终审通过" in three.client.get(address).content.decode()


def test_a_withdrawal_is_told_with_its_reason(town: Town, one: Person, two: Person) -> None:
    run = drafted(town, one)
    address = f"/ledger/runs/{run.number}/"

    assert two.client.post(f"{address}withdraw/", {"reason": " "}).status_code == 422
    assert two.client.post(f"{address}withdraw/", {"reason": "账号待核"}).status_code == 302
    assert "账号待核" in one.client.get(address).content.decode()


def test_what_cannot_be_listed_says_why(town: Town, one: Person) -> None:
    town.accepted(party=party("云澜乙科技有限公司"))
    waiting = party("云澜丙科技有限公司")
    town.accepted(party=waiting)
    ledger.submit_payee_account(
        by=PREPARER, at=AT, party=waiting, holder=waiting.name, bank="行", number="62220000123"
    )
    listed = drafted(town, one)

    page = one.client.get("/ledger/runs/new/").content.decode()

    for reason in ("没有登记收款账户", "收款账户未经核对", f"已列入支付批次 {listed.number}"):
        assert reason in page
    parts = list(TrancheShare.objects.values_list("pk", flat=True))
    refused = one.client.post("/ledger/runs/new/review/", choice(town, parts))
    assert refused.status_code == 422
    assert "没有选择可以支付的节点" in refused.content.decode()


def test_all_that_is_open_under_the_filters_is_listed_at_once(town: Town, one: Person) -> None:
    parts_of(town)
    everything = choice(town, [], takes_all="1")

    found = one.client.post("/ledger/runs/new/review/", everything)
    none = one.client.post("/ledger/runs/new/review/", everything | {"district": "990102"})

    assert len(found.context["chosen"]) == 2
    assert none.status_code == 422


@pytest.mark.parametrize("parts", [["x"], [-1], [10**30], ["1' OR 1=1"], []])
def test_nonsense_is_refused_in_words(town: Town, one: Person, parts: list[object]) -> None:
    sent = {"book": town.book.code, "parts": parts, "request_id": str(uuid4())}

    assert one.client.post("/ledger/runs/new/draft/", sent).status_code == 422
    assert one.client.post("/ledger/runs/new/review/", sent).status_code == 422


def test_accounts_are_whole_only_on_the_payment_list(
    town: Town, one: Person, two: Person, three: Person
) -> None:
    run = sent_by(town, one, two, three)
    address = f"/ledger/runs/{run.number}/"

    assert ACCOUNT not in one.client.get(address).content.decode()
    assert ACCOUNT not in one.client.get(f"{address}answers/").content.decode()
    assert ACCOUNT not in one.client.get("/ledger/runs/new/").content.decode()
    assert ACCOUNT not in one.client.get("/ledger/payees/").content.decode()
    assert ACCOUNT.encode() not in one.client.get("/ledger/payees/?export=xlsx").content
    page = one.client.post(f"{address}list/", {"form": "page"}).content.decode()
    workbook = one.client.post(f"{address}list/", {"form": "xlsx"}).content
    assert ACCOUNT in page
    assert run.list_digest in page
    assert load_workbook(io.BytesIO(workbook)).active["D2"].value == ACCOUNT
    forms = Event.objects.filter(command="export_payment_list")
    assert [event.payload["form"] for event in forms] == ["page", "xlsx"]


def test_a_list_is_not_exported_before_two_people_approved_it(town: Town, one: Person) -> None:
    run = drafted(town, one)

    assert one.client.post(f"/ledger/runs/{run.number}/list/").status_code == 409
    assert not Event.objects.filter(command="export_payment_list").exists()


def answer_rows(run: PaymentRun) -> bytes:
    day = localdate().isoformat()
    rows = [
        f"{item.number},T{item.pk},已支付,{item.amount_fen // 100},{day}"
        for item in run.items.all()
    ]
    return "\n".join(("支付单号,回单号,办理结果,实付金额（元）,回单日期", *rows)).encode()


def uploaded(client: Client, run: PaymentRun, content: bytes, name: str = "a.csv") -> str:
    sent = {"file": SimpleUploadedFile(name, content)}
    answer = client.post(f"/ledger/runs/{run.number}/answers/", sent)
    return answer.headers.get("Location", str(answer.status_code))


def test_answers_go_from_file_to_books_by_two_people(
    town: Town, one: Person, two: Person, three: Person
) -> None:
    run = sent_by(town, one, two, three)
    place = uploaded(one.client, run, answer_rows(run))
    preview = one.client.get(place).content.decode()
    assert "送复核：2 笔新回单" in preview
    assert two.client.get(place).status_code == 404
    for _ in range(2):
        assert one.client.post(place).status_code == 302

    instruction = Instruction.objects.get()
    assert two.client.get(place).status_code == 200
    approve_instruction(by=two.actor, at=AT, instruction=instruction)

    run.refresh_from_db()
    page = three.client.get(f"/ledger/runs/{run.number}/answers/").content.decode()
    assert run.state == "settled"
    assert ">未回单<" not in page
    assert one.client.post(place).status_code == 409
    assert "此前已入账" in one.client.get(place).content.decode()


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", b""), ("a.csv", b"a,b\n1,2\n"), ("a.xlsx", b"PK"), ("a", b"x")]
)
def test_a_hostile_file_is_answered_with_words(
    town: Town, one: Person, two: Person, three: Person, name: str, content: bytes
) -> None:
    run = sent_by(town, one, two, three)

    assert uploaded(one.client, run, content, name) == "422"


def test_rejected_rows_are_given_back(town: Town, one: Person, two: Person, three: Person) -> None:
    run = sent_by(town, one, two, three)
    content = answer_rows(run).decode().replace("已支付", "也许", 1).encode()
    place = uploaded(one.client, run, content)

    assert "也许" in one.client.get(place).content.decode()
    returned = load_workbook(io.BytesIO(one.client.get(f"{place}returned/").content)).active
    assert "也许" in str(returned["F2"].value)


@pytest.fixture
def outsiders(town: Town) -> list[Client]:
    people = [
        clerk("lake", district="990101"),
        person("own", Role.ENTERPRISE, of=town.party),
        person("bank", Role.BANK, of=town.party),
        person("expert", Role.EXPERT),
        person("admin", Role.ADMINISTRATOR),
    ]
    return [Client(), *(each.client for each in people)]


def test_others_see_and_do_nothing_with_runs(
    town: Town, outsiders: list[Client], one: Person, two: Person, three: Person
) -> None:
    run = sent_by(town, one, two, three)
    account = town.party.payee_accounts.get()
    read = ("", "new/", f"{run.number}/", f"{run.number}/answers/")
    given = ("new/review/", "new/draft/", *(f"{run.number}/{step}/" for step in STEPS))

    for client in outsiders:
        assert {client.get(f"/ledger/runs/{tail}").status_code for tail in read} == {403}
        assert {client.post(f"/ledger/runs/{tail}").status_code for tail in given} == {403}
        assert client.get("/ledger/payees/").status_code == 403
        assert client.get(f"/ledger/payees/{account.pk}/confirm/").status_code == 403


STEPS = ("check", "approve", "withdraw", "list", "answers")


def test_an_auditor_reads_and_signs_nothing(
    town: Town, one: Person, two: Person, three: Person
) -> None:
    run, auditor = sent_by(town, one, two, three), person("审计", Role.AUDITOR).client

    assert auditor.get("/ledger/runs/").status_code == 200
    assert auditor.get(f"/ledger/runs/{run.number}/answers/").status_code == 200
    for step in ("check", "approve", "withdraw", "answers"):
        assert auditor.post(f"/ledger/runs/{run.number}/{step}/").status_code == 403
    assert auditor.get("/ledger/runs/new/").status_code == 403


def test_an_account_is_confirmed_by_keying_it_in_again(
    town: Town, one: Person, two: Person
) -> None:
    firm = party("云澜丁科技有限公司")
    one.client.post(
        f"/ledger/parties/{firm.pk}/payee/",
        {"holder": firm.name, "bank": "示例银行", "number": "6222 0000 1234 5678"},
    )
    account = firm.payee_accounts.get()
    address = f"/ledger/payees/{account.pk}/confirm/"

    page = two.client.get(address).content.decode()
    assert ACCOUNT not in page
    assert "另有单位登记了同一账号" in page
    assert two.client.post(address, {"number": "6222000012345679"}).status_code == 422
    assert one.client.post(address, {"number": ACCOUNT}).status_code == 422
    assert two.client.post(address, {"number": "6222 0000 1234 5678"}).status_code == 302
    account.refresh_from_db()
    assert account.confirmed_by_name == "乙财务"


def test_a_payment_to_an_account_that_was_replaced_is_pointed_out(
    town: Town, one: Person, two: Person
) -> None:
    run = drafted(town, one)
    newer = ledger.submit_payee_account(
        by=PREPARER,
        at=AT,
        party=town.party,
        holder=town.party.name,
        bank="示例银行",
        number="6222000099990000",
    )
    ledger.confirm_payee_account(by=one.actor, at=AT, account=newer)

    page = two.client.get(f"/ledger/runs/{run.number}/").content.decode()
    assert "清单仍是旧账户" in page


def test_the_lists_are_exported(town: Town, one: Person) -> None:
    run = drafted(town, one)

    page = load_workbook(io.BytesIO(one.client.get("/ledger/runs/?export=xlsx").content)).active
    assert page["A2"].value == run.number
    assert run.number in one.client.get("/ledger/runs/?state=drafted&who=甲").content.decode()
    found = one.client.get("/ledger/runs/?state=sent").content.decode()
    assert run.number not in found


def test_payload_of_an_export_holds_no_account(
    town: Town, one: Person, two: Person, three: Person
) -> None:
    run = sent_by(town, one, two, three)
    one.client.post(f"/ledger/runs/{run.number}/list/", {"form": "xlsx"})

    assert all(ACCOUNT not in json.dumps(event.payload) for event in Event.objects.all())
