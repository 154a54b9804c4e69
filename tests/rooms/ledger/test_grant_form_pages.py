"""The form of a new grant: rows that keep what was typed, the split before it is asked for."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from kechuang.ledger.models import Grant, Instruction
from kechuang.ledger.services.instructions import approve_instruction
from kechuang.ledger.states import FundSource
from tests.base.registry.cast import Person, clerk, party
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.town import AT, WAN, Town, budget_line, small_treasury

pytestmark = pytest.mark.django_db
NEW = "/ledger/grants/new/"


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.fixture
def preparer(db: None) -> Person:
    return clerk("制单员")


def filled(town: Town, **changes: str) -> dict[str, str]:
    """What somebody typed for a grant of 10万元, borne by the city 7, the province 3."""
    province = budget_line(town.book, town.scheme, FundSource.PROVINCIAL, 50 * WAN)
    typed = {
        "request_id": str(uuid4()),
        "on": "2026-11-21",
        "scheme": town.scheme.code,
        "party": town.party.name,
        "title": "高效电机研发",
        "ground_kind": "other",
        "ground": "研发补助 2026",
        "period_from": "2026-01-01",
        "period_to": "2026-12-31",
        "mode": "front",
        "decision": "示例科发〔2026〕9号",
        "funds-0-line": str(town.line.pk),
        "funds-0-weight": "7",
        "funds-1-line": str(province.pk),
        "funds-1-weight": "3",
        "tranches-0-title": "合同签订",
        "tranches-0-amount_fen": "3.33335",
        "tranches-0-condition": "contract",
        "tranches-1-title": "结题",
        "tranches-1-amount_fen": "6.66665",
        "tranches-1-condition": "completion",
    }
    forms = {f"{of}-{name}_FORMS": "0" for of in ("funds", "tranches") for name in ("INITIAL",)}
    return {
        **forms, "funds-TOTAL_FORMS": "3", "tranches-TOTAL_FORMS": "4", **typed, **changes
    }  # fmt: skip


def send(who: Person, typed: dict[str, str], step: str) -> tuple[int, str]:
    answer = who.client.post(NEW, {**typed, "step": step})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(("step", "row"), [("add_fund", "funds-3"), ("add_tranche", "tranches-4")])
def test_one_more_row_loses_nothing_and_judges_nothing(
    town: Town, preparer: Person, step: str, row: str
) -> None:
    typed = filled(town, party="", title="半个标题")

    status, shown = send(preparer, typed, step)

    assert status == 200
    assert f'name="{row}-' in shown
    assert "errorlist" not in shown
    for value in ("半个标题", "3.33335", "6.66665", "研发补助 2026", typed["request_id"]):
        assert f'value="{value}"' in shown, value
    assert '<option value="completion" selected>' in shown
    assert f'<option value="{town.line.pk}" selected>' in shown


def test_rows_that_were_added_may_stay_blank(town: Town, preparer: Person) -> None:
    typed = filled(town)
    _, shown = send(preparer, typed, "add_tranche")
    hidden = re.findall(r'name="((?:funds|tranches)-[A-Z_]+)" value="(\d+)"', shown)

    status, _ = send(preparer, typed | dict(hidden), "preview")

    assert ("tranches-INITIAL_FORMS", "4") in hidden
    assert status == 200


def test_rows_end_at_twenty(town: Town, preparer: Person) -> None:
    typed = filled(town) | {"tranches-TOTAL_FORMS": "20"}

    _, shown = send(preparer, typed, "add_tranche")

    assert 'name="tranches-19-title"' in shown
    assert 'name="tranches-20-title"' not in shown


def test_the_preview_splits_to_the_fen_and_keeps_nothing(town: Town, preparer: Person) -> None:
    status, shown = send(preparer, filled(town), "preview")

    assert status == 200
    for amount in ("¥23,333.45", "¥10,000.05", "¥46,666.55", "¥19,999.95", "¥100,000.00"):
        assert amount in shown, amount
    assert "试算通过" in shown
    assert "−¥70,000.00" in shown
    assert not Instruction.objects.exists()
    assert not Grant.objects.exists()


def test_what_was_prepared_becomes_the_grant(town: Town, preparer: Person) -> None:
    typed = filled(town)

    statuses = [send(preparer, typed, "prepare")[0] for _ in range(2)]
    asked = Instruction.objects.get()
    approve_instruction(by=treasurer("复核员").actor, at=AT, instruction=asked)

    grant = Grant.objects.get()
    assert statuses == [302, 302]
    assert (grant.total_fen, grant.party, grant.decision) == (
        10 * WAN,
        town.party,
        "示例科发〔2026〕9号",
    )
    assert list(grant.shares.values_list("amount_fen", flat=True)) == [7 * WAN, 3 * WAN]
    assert list(grant.tranches.values_list("amount_fen", flat=True)) == [3_333_350, 6_666_650]


@pytest.mark.parametrize("step", ["preview", "prepare"])
def test_an_earlier_grant_on_the_same_ground_is_shown(
    town: Town, preparer: Person, step: str
) -> None:
    earlier = town.grant(ground="研发补助2026")

    status, shown = send(preparer, filled(town), step)

    assert status == 409
    assert f'<a href="/ledger/grants/{earlier.number}/">' in shown
    assert "同一单位、同一事由、重叠期间已立项" in shown
    assert not Instruction.objects.exists()


def test_a_grant_under_similar_words_is_shown_and_not_forbidden(
    town: Town, preparer: Person
) -> None:
    similar = town.grant(ground="研发补助（2026年度）", title="另一项目")

    status, shown = send(preparer, filled(town), "preview")

    assert status == 200
    assert f'<a href="/ledger/grants/{similar.number}/">' in shown
    assert "试算通过" in shown


def test_what_the_line_cannot_bear_is_refused_with_the_sum_that_is_short(
    town: Town, preparer: Person
) -> None:
    typed = filled(town) | {"tranches-1-amount_fen": "196.66665"}

    status, shown = send(preparer, typed, "preview")

    assert status == 409
    assert "差 400,000.00 元" in shown
    assert 'value="196.66665"' in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"party": "没有这家"}, "没有这家单位"),
        ({"party": "有限公司"}, "有多家单位符合"),
        ({"tranches-0-amount_fen": "三万"}, "errorlist"),
        ({"tranches-0-amount_fen": "-1"}, "金额不是正数"),
        ({"funds-0-line": "999999"}, "errorlist"),
        ({"funds-0-line": "own"}, "没有财政资金"),
        ({"period_to": "2025-12-31"}, "期间起止颠倒"),
        ({"mode": "after"}, "后补助不能在合同签订时拨付"),
        ({"tranches-0-amount_fen": "99999999999亿元"}, "errorlist"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_kept(
    town: Town, preparer: Person, changes: dict[str, str], said: str
) -> None:
    party("云港乙机械有限公司")
    typed = filled(town) | changes
    if "own" in changes.values():
        typed |= {"funds-1-line": "", "funds-1-weight": ""}

    for step in ("preview", "prepare"):
        status, shown = send(preparer, typed, step)
        assert status == 422
        assert said in shown
    assert not Instruction.objects.exists()


def test_a_party_is_found_by_its_credit_code_or_a_part_of_its_name(
    town: Town, preparer: Person
) -> None:
    for written in (town.party.credit_code.lower(), "云澜甲"):
        status, shown = send(preparer, filled(town, party=written), "preview")
        assert status == 200
        assert town.party.credit_code in shown


def test_a_link_fills_in_what_it_knows(town: Town, preparer: Person) -> None:
    answer = preparer.client.get(NEW, {"party": "云澜甲", "amount": "1234.50元"})

    shown = answer.content.decode()
    assert 'value="云澜甲"' in shown
    assert 'value="1234.50元"' in shown
