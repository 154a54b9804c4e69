"""The four-eyes desk in the browser: who may, what is shown, and that one click is one posting."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kechuang.base.roles import Role
from kechuang.ledger.models import Instruction, Voucher
from tests.base.registry.cast import Person, clerk, person
from tests.rooms.ledger.desk import allot_more, appropriation, prepared, promise, treasurer
from tests.rooms.ledger.town import AT, WAN, Town, small_treasury

pytestmark = pytest.mark.django_db
WAITING, EVERY = "/ledger/waiting/", "/ledger/instructions/"
PAGES = (WAITING, EVERY, "/ledger/budget/", "/ledger/duplicates/")
FORMS = ("/ledger/budget/appropriate/", "/ledger/budget/allot/", "/ledger/grants/new/")


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.fixture
def preparer(db: None) -> Person:
    return clerk("制单员")


@pytest.fixture
def approver(db: None) -> Person:
    return treasurer("复核员")


def page(who: Person, url: str) -> str:
    answer = who.client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def detail(asked: Instruction) -> str:
    return f"{EVERY}{asked.pk}/"


def readers(town: Town) -> dict[str, Person]:
    return {
        "clerk": clerk("c"),
        "treasurer": treasurer("t"),
        "auditor": person("a", Role.AUDITOR),
        "district": clerk("d", district="990101"),
        "enterprise": person("e", Role.ENTERPRISE, of=town.party),
        "administrator": person("s", Role.ADMINISTRATOR),
    }


def test_the_desk_is_read_by_those_who_work_on_money_and_by_auditors(town: Town) -> None:
    statuses = {
        name: {who.client.get(url).status_code for url in PAGES}
        for name, who in readers(town).items()
    }

    may = {"clerk", "treasurer", "auditor"}
    assert statuses == {name: {200} if name in may else {403} for name in statuses}


def test_forms_open_for_those_who_may_prepare(town: Town) -> None:
    line = f"/ledger/budget/lines/{town.line.pk}/"
    urls = (*FORMS, f"{line}reserve/", f"{line}ration/", "/ledger/budget/close-year/")
    statuses = {
        name: {who.client.get(url).status_code for url in urls}
        for name, who in readers(town).items()
    }

    may = {"clerk", "treasurer"}
    assert statuses == {name: {200} if name in may else {403} for name in statuses}


def test_an_empty_desk_says_so(town: Town, approver: Person) -> None:
    assert "没有待复核的指令" in page(approver, WAITING)
    assert "没有符合条件的记录" in page(approver, EVERY)


def test_what_waits_is_shown_with_its_effect_in_words_and_figures(
    town: Town, preparer: Person, approver: Person
) -> None:
    prepared(preparer, "agree_grant", promise(town, 6 * WAN))

    shown = page(approver, WAITING)

    assert "¥1,000,000.00" in shown
    assert "−¥60,000.00" in shown
    assert "¥940,000.00" in shown
    assert "人民币陆万元整" in shown
    assert "制单员" in shown


def test_the_effect_is_told_on_the_balances_of_now(
    town: Town, preparer: Person, approver: Person
) -> None:
    asked = prepared(preparer, "agree_grant", promise(town, 60 * WAN))
    town.grant(50 * WAN)

    shown = page(approver, detail(asked))

    assert "余额已不足" in shown
    assert "¥-100,000.00" in shown


def test_approving_posts_once_however_often_it_is_clicked(
    town: Town, preparer: Person, approver: Person
) -> None:
    asked = prepared(preparer, "appropriate_funds", appropriation(town))

    answers = [approver.client.post(f"{detail(asked)}approve/") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Voucher.objects.filter(request_id=asked.pk).count() == 1
    voucher = Voucher.objects.get(request_id=asked.pk)
    assert str(voucher) in page(approver, detail(asked))


def test_a_refused_approval_is_explained_on_its_page(
    town: Town, preparer: Person, approver: Person
) -> None:
    asked = prepared(preparer, "agree_grant", promise(town, 60 * WAN))
    town.grant(50 * WAN, title="另一项目", ground="首台套")

    answer = approver.client.post(f"{detail(asked)}approve/")

    assert answer.status_code == 409
    assert "差 100,000.00 元" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.state == "prepared"


def test_the_preparer_is_offered_to_withdraw_and_nothing_else(town: Town, approver: Person) -> None:
    asked = prepared(approver, "appropriate_funds", appropriation(town))

    shown = page(approver, detail(asked))

    assert "复核并记账" not in shown
    assert approver.client.post(f"{detail(asked)}approve/").status_code == 422
    assert approver.client.post(f"{detail(asked)}withdraw/").status_code == 302
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_declining_keeps_the_reason(town: Town, preparer: Person, approver: Person) -> None:
    asked = prepared(preparer, "appropriate_funds", appropriation(town))

    approver.client.post(f"{detail(asked)}decline/", {"reason": "文号有误"})

    assert "文号有误" in page(preparer, detail(asked))
    assert approver.client.post(f"{detail(asked)}approve/").status_code == 409


@pytest.mark.parametrize("step", ["approve", "decline"])
def test_a_clerk_decides_nothing(town: Town, preparer: Person, step: str) -> None:
    asked = prepared(treasurer("t"), "appropriate_funds", appropriation(town))

    answer = preparer.client.post(f"{detail(asked)}{step}/", {"reason": "x"})

    assert answer.status_code == 403


def test_one_s_own_instructions_are_found(town: Town, preparer: Person, approver: Person) -> None:
    mine = prepared(preparer, "appropriate_funds", appropriation(town))
    other = prepared(approver, "appropriate_funds", appropriation(town, 2 * WAN))

    shown = page(preparer, f"{EVERY}?mine=on")

    assert str(mine.pk) in shown
    assert str(other.pk) not in shown


def test_a_form_prepares_and_a_double_click_makes_one(town: Town, preparer: Person) -> None:
    filled = {
        "request_id": str(uuid4()),
        "on": "2026-11-21",
        "book": town.book.code,
        "year": "2026",
        "source": "city",
        "doc_no": "示例财预〔2026〕9号",
        "amount_fen": "25.5",
    }

    answers = [preparer.client.post(FORMS[0], filled) for _ in range(2)]

    asked = Instruction.objects.get()
    assert [answer.url for answer in answers] == [detail(asked)] * 2
    assert asked.content["amount_fen"] == 255_000 * 100
    again = preparer.client.post(FORMS[0], filled | {"amount_fen": "26"})
    assert again.status_code == 409
    assert filled["request_id"] not in again.content.decode()


def test_a_refusal_keeps_what_was_filled_in(town: Town, preparer: Person) -> None:
    filled = {
        "request_id": str(uuid4()),
        "on": "2026-11-21",
        "appropriation": town.line.appropriation_id,
        "scheme": town.scheme.code,
        "amount_fen": "7",
        "distribution": "first_come",
    }

    answer = preparer.client.post(FORMS[1], filled)

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "差 70,000.00 元" in shown
    assert 'value="7"' in shown
    assert filled["request_id"] in shown
    assert not Instruction.objects.exists()


def queries(who: Person, url: str) -> int:
    who.client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert who.client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("url", [WAITING, EVERY])
def test_lists_ask_the_database_as_often_for_many_as_for_few(
    town: Town, preparer: Person, approver: Person, url: str
) -> None:
    prepared(preparer, "agree_grant", promise(town))
    few = queries(approver, url)
    for _ in range(5):
        prepared(preparer, "agree_grant", promise(town))

    assert queries(approver, url) == few


def test_the_workspace_counts_what_waits_for_its_reader(
    town: Town, preparer: Person, approver: Person
) -> None:
    prepared(preparer, "appropriate_funds", appropriation(town))
    prepared(approver, "appropriate_funds", appropriation(town, 2 * WAN))

    shown = page(approver, "/workspace/")

    assert "待我复核的指令" in shown
    assert '<span class="stat-value">1</span>' in shown


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("command", ["agree_grant", "allot_budget"])
def test_an_instruction_reads_in_both_languages(
    town: Town, preparer: Person, approver: Person, language: str, command: str
) -> None:
    contents: dict[str, Callable[[Town], dict[str, object]]] = {
        "agree_grant": promise,
        "allot_budget": allot_more,
    }
    asked = prepared(preparer, command, contents[command](town))
    approver.client.cookies["django_language"] = language

    shown = page(approver, detail(asked))

    assert ("Approve and post" in shown) is (language == "en")
