"""Reports of two times: the day of the books, and what was recorded by an instant."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from kechuang.ledger import services as ledger
from kechuang.ledger.models import Grant, Voucher
from kechuang.ledger.selectors.board import board
from kechuang.ledger.selectors.grants import listed_grants
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.selectors.near_duplicates import near_duplicates
from kechuang.ledger.selectors.party_money import PartyMoney, party_money
from kechuang.ledger.selectors.reconciled_then import reconciled_at
from kechuang.ledger.selectors.reconciling import reconciled
from kechuang.ledger.selectors.statements import statement_of
from kechuang.parties.models import Party
from tests.base.registry.cast import Person, person
from tests.rooms.ledger.drilling import bundle, manifest_in
from tests.rooms.ledger.keeping import books
from tests.rooms.ledger.test_drill import SCENES, two_years
from tests.rooms.ledger.town import AT, ON, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
BEFORE = AT + timedelta(hours=1)
LATE = AT + timedelta(days=5)
AFTER = LATE + timedelta(days=400)
PAGES = (
    "/ledger/?year=2026",
    "/ledger/vouchers/?",
    "/ledger/grants/?",
    "/ledger/reconciliation/?",
    "/ledger/duplicates/?",
    "/ledger/parties/{party}/?",
    "/ledger/accounts/{account}/?",
)


@pytest.fixture
def auditor(db: None) -> Person:
    return person("审计员", "auditor")


def one_was_late() -> Town:
    """One grant of 3万元 on its day; one of 5万元 booked on that day, recorded five days later."""
    town = small_treasury()
    town.grant(3 * WAN, ground="研发费用补助", title="甲项目")
    late = town.plan(5 * WAN, ground="研发费用补贴", title="乙工程")
    ledger.agree_grant(warrant=warrant(at=LATE), plan=late)
    return town


@books(one_was_late)
def test_a_late_posting_counts_as_of_its_day_and_not_before_it_was_recorded(town: Town) -> None:
    assert board(year=2026, on=ON).whole.obligated_fen == 8 * WAN
    assert board(year=2026, on=ON, known=LATE).whole.obligated_fen == 8 * WAN
    assert board(year=2026, on=ON, known=BEFORE).whole.obligated_fen == 3 * WAN
    assert board(year=2026, on=ON - timedelta(days=1), known=LATE).whole.obligated_fen == 0


@books(one_was_late)
def test_the_register_of_a_moment_holds_the_grants_it_knew(town: Town, auditor: Person) -> None:
    def titles(moment: Moment) -> set[str]:
        return {grant.title for grant in listed_grants(auditor.actor, moment=moment)}

    assert titles(Moment(ON, BEFORE)) == {"甲项目"}
    assert titles(Moment(ON, LATE)) == {"甲项目", "乙工程"}
    assert titles(Moment(ON - timedelta(days=1), LATE)) == set()


@books(one_was_late)
def test_double_grants_are_looked_for_among_what_was_known(town: Town) -> None:
    assert near_duplicates(Moment(ON, BEFORE)) == []
    assert len(near_duplicates(Moment(ON, LATE))) == len(near_duplicates()) == 1


@books(one_was_late)
def test_a_statement_knows_what_was_recorded(town: Town) -> None:
    account = town.line.account

    assert statement_of(account, moment=Moment(ON, BEFORE))[-1].balance_fen == 97 * WAN
    assert statement_of(account, moment=Moment(ON, LATE))[-1].balance_fen == 92 * WAN


@books(one_was_late)
def test_a_cancelled_grant_stood_until_its_cancelling_was_recorded(
    town: Town, auditor: Person
) -> None:
    grant = Grant.objects.get(title="甲项目")
    ledger.release_tranches(warrant=warrant(at=LATE), grant=grant, reason="放弃", is_cancelled=True)

    def stage(moment: Moment | None) -> str:
        return listed_grants(auditor.actor, moment=moment).get(pk=grant.pk).stage

    assert [stage(Moment(ON, at)) for at in (BEFORE, LATE)] == ["running", "cancelled"]
    assert stage(None) == "cancelled"


@books(small_treasury)
def test_a_party_is_told_what_it_had_by_then(town: Town, auditor: Person) -> None:
    (part,) = town.accepted(6 * WAN)
    run = town.sent([part])
    item = run.items.get()
    paid = ledger.Answer(item.number, "S-1", True, item.amount_fen, ON)
    ledger.record_answers(warrant=warrant(at=LATE), run=run, answers=[paid])

    before, after = (told(auditor, town.party, Moment(ON, at)) for at in (BEFORE, LATE))

    assert (before.granted_fen, before.paid_fen, before.paid_by_month()) == (6 * WAN, 0, [])
    assert [str(t.stage) for t in before.waiting] == ["sent"]
    assert (after.paid_fen, after.waiting) == (6 * WAN, [])


def told(who: Person, party: Party, moment: Moment | None) -> PartyMoney:
    return party_money(who.actor, party, on=ON, moment=moment)


@books(one_was_late)
def test_reconciliation_of_the_past_agrees_without_what_came_later(town: Town) -> None:
    town.paid(town.accepted(6 * WAN))
    for known in (AT - timedelta(days=1), BEFORE, LATE):
        broken = [c.label.en for c in reconciled_at(Moment(ON, known)) if not c.agrees]
        assert broken == [], known


@books(*SCENES)
def test_now_as_known_now_is_what_the_running_totals_say(town: Town, auditor: Person) -> None:
    now = Moment(max(each.on for each in Voucher.objects.all()), AFTER)

    def rows(moment: Moment | None) -> list[tuple[object, ...]]:
        listed = listed_grants(auditor.actor, moment=moment).order_by("pk")
        return [(g.pk, g.public_fen, g.paid_fen, g.stage) for g in listed]

    def compared(found: list) -> dict[str, tuple[int, int]]:
        return {each.label.en: (each.here, each.there) for each in found}

    def money(moment: Moment | None) -> tuple[object, ...]:
        found = told(auditor, town.party, moment)
        stages = [[t.stage for t in each.tranches] for each in found.grants]
        return (
            found.granted_fen, found.paid_fen, found.asked_back_fen, stages,
            found.paid_by_month(), [each.grant.cancelled_at for each in found.grants],
        )  # fmt: skip

    current = compared(reconciled())
    then = compared(reconciled_at(now))
    assert rows(now) == rows(None)
    assert then == {label: current[label] for label in then}
    assert len(then) >= len(current) - 1
    assert money(now) == money(None)


@pytest.mark.parametrize("page", PAGES)
@books(one_was_late)
def test_every_report_prints_what_it_knew_and_asks_for_it_again(
    town: Town, auditor: Person, page: str
) -> None:
    address = page.format(party=town.party.pk, account=town.line.account_id)
    instant = localtime(BEFORE).replace(tzinfo=None).isoformat(timespec="milliseconds")

    shown = auditor.client.get(f"{address}&on={ON}&known={instant}").content.decode()

    assert f"截至记账日 {ON}" in shown
    assert instant.replace("T", " ") in shown
    assert f'value="{instant}"' in shown
    assert f'value="{ON}"' in shown
    assert "固定到这一时刻" in auditor.client.get(address).content.decode()


@books(one_was_late)
def test_pages_of_the_past_leave_out_what_was_recorded_later(town: Town, auditor: Person) -> None:
    instant = localtime(BEFORE).replace(tzinfo=None).isoformat(timespec="milliseconds")
    for address, late in (
        ("/ledger/grants/?", "乙工程"),
        ("/ledger/vouchers/?", "ZX2026-000002"),
        (f"/ledger/parties/{town.party.pk}/?", "乙工程"),
        ("/ledger/duplicates/?", "乙工程"),
    ):
        assert late in auditor.client.get(f"{address}&on={ON}").content.decode(), address
        asked = f"{address}&on={ON}&known={instant}"
        assert late not in auditor.client.get(asked).content.decode(), address


@pytest.mark.parametrize("page", PAGES[1:-1])
@books(one_was_late)
def test_every_list_is_taken_along_with_its_moment(town: Town, auditor: Person, page: str) -> None:
    address = page.format(party=town.party.pk)
    instant = localtime(BEFORE).replace(tzinfo=None).isoformat(timespec="milliseconds")

    told = manifest_in(bundle(auditor.client, f"{address}&on={ON}&known={instant}"))

    assert (told["on"], told["asked"]["known"]) == (ON.isoformat(), instant)
    assert f"截至记账日 {ON}" in told["said"][0]


@books(two_years)
def test_a_partys_list_sums_to_the_figures_of_its_page(town: Town, auditor: Person) -> None:
    page = f"/ledger/parties/{town.party.pk}/"

    told = manifest_in(bundle(auditor.client, page))

    money = auditor.client.get(page).context["money"]
    assert told["sums_fen"] == {"granted_fen": money.granted_fen, "paid_fen": money.paid_fen}
