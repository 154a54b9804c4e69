"""A line that is given out pro rata: claims are gathered until a day and become grants together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, Refusal
from kechuang.ledger import services as ledger
from kechuang.ledger.models import BudgetLine, Claim, ClaimRound, Grant, Voucher
from kechuang.ledger.refusals import (
    AlreadyDone,
    AlreadyGranted,
    ClaimRefused,
    GivenOutTogether,
    RequestReused,
    SamePerson,
)
from kechuang.ledger.selectors.verifying import verify_books
from kechuang.ledger.services.budget import LARGEST_FEN
from kechuang.ledger.services.claims import MOST_CLAIMS
from kechuang.ledger.states import GroundKind
from tests.rooms.ledger.shared_line import (
    CLOSED,
    TERMS,
    SharedLine,
    pro_rata_line,
    shared_line,
    three_firms,
)
from tests.rooms.ledger.town import (
    APPROVER,
    AT,
    PREPARER,
    WAN,
    Town,
    small_treasury,
    warrant,
)

pytestmark = pytest.mark.django_db
DUE = AT + timedelta(days=30)


@pytest.fixture
def town() -> Town:
    return small_treasury()


@pytest.fixture
def shared(town: Town) -> SharedLine:
    return shared_line(town)


def free_fen(line: BudgetLine) -> int:
    return BudgetLine.objects.select_related("account").get(pk=line.pk).account.free_fen


def test_nobody_reaches_alone_for_a_line_that_is_given_out_pro_rata(
    town: Town, shared: SharedLine
) -> None:
    funds = (ledger.FundPlan("district", 1, shared.line),)

    with pytest.raises(GivenOutTogether) as refused:
        town.grant(50, scheme=shared.line.scheme, funds=funds)
    with pytest.raises(GivenOutTogether):
        ledger.reserve_budget(
            warrant=warrant(), line=shared.line, amount_fen=50, purpose="公示", expires_at=DUE
        )

    assert "申报轮次" in refused.value.mend.zh
    assert free_fen(shared.line) == 100
    town.grant(WAN)


@pytest.mark.parametrize(("kind", "phase"), [("obligate", "single"), ("reserve", "pending")])
def test_the_database_refuses_it_too(town: Town, shared: SharedLine, kind: str, phase: str) -> None:
    voucher = Voucher.objects.order_by("pk").last()
    values = [
        uuid4().hex, voucher.pk, 99, shared.line.account_id, town.line.account_id, 5, kind, phase,
        "x", 1, False,
    ]  # fmt: skip
    columns = "id, voucher_id, position, debit_id, credit_id, amount_fen, kind, phase, reference"
    blanks = ", ".join(["%s"] * len(values))

    statement = f"INSERT INTO ledger_transfer ({columns}, round, is_red) VALUES ({blanks})"

    with (
        pytest.raises(DatabaseError, match="pro rata"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)


def test_too_small_a_budget_is_shared_by_largest_remainder(shared: SharedLine) -> None:
    claims = [shared.claim(firm, 100) for firm in three_firms()]

    voucher = shared.allot()

    kept = list(Claim.objects.order_by("position"))
    assert [claim.given_fen for claim in kept] == [34, 33, 33]
    assert [(claim.quotient_fen, claim.remainder) for claim in kept] == [(33, 100)] * 3
    assert [claim.grant.total_fen for claim in kept] == [34, 33, 33]
    assert [claim.grant.party for claim in kept] == [claim.party for claim in claims]
    ended = ClaimRound.objects.get()
    assert (ended.state, ended.budget_fen, ended.counted_fen) == ("allotted", 100, 300)
    assert ended.allotment_id == voucher.request_id
    assert free_fen(shared.line) == 0
    assert verify_books() == []


def test_nobody_gets_more_than_was_allowed(shared: SharedLine) -> None:
    one, other, _ = three_firms()
    shared.claim(one, 90, 20)
    shared.claim(other, 30)

    shared.allot()

    assert [claim.given_fen for claim in Claim.objects.order_by("position")] == [20, 30]
    assert free_fen(shared.line) == 50


def test_who_gets_nothing_gets_no_grant(town: Town) -> None:
    shared = shared_line(town, budget_fen=2)
    for firm in three_firms():
        shared.claim(firm, 100)

    shared.allot()

    assert [claim.given_fen for claim in Claim.objects.order_by("position")] == [1, 1, 0]
    assert Claim.objects.get(position=3).grant is None
    assert Grant.objects.count() == 2


def test_a_late_claim_is_refused_in_words(shared: SharedLine) -> None:
    asked = ledger.NewClaim(three_firms()[0], "补助", GroundKind.OTHER, "补助", 100, 100, "申报书")

    with pytest.raises(ClaimRefused) as refused:
        ledger.file_claim(
            by=PREPARER, at=CLOSED, request_id=uuid4(), claim_round=shared.round, claim=asked
        )

    assert "截止" in refused.value.why.zh
    assert "下一轮次" in refused.value.mend.zh
    assert not Claim.objects.exists()


def test_nothing_is_allotted_before_the_end_of_the_closing_day(shared: SharedLine) -> None:
    shared.claim(three_firms()[0], 100)

    with pytest.raises(ClaimRefused) as refused:
        shared.allot(at=AT, on=AT.date())

    assert "尚未截止" in refused.value.why.zh


def test_an_exhausted_line_says_so(town: Town, shared: SharedLine) -> None:
    shared.claim(three_firms()[0], 100)
    shared.allot()

    with pytest.raises(ClaimRefused) as refused:
        ledger.open_claim_round(
            by=PREPARER, at=AT, request_id=uuid4(), line=shared.line, terms=TERMS
        )

    assert "已无可用预算" in refused.value.why.zh


def test_a_line_that_is_first_come_has_no_rounds(town: Town) -> None:
    with pytest.raises(ClaimRefused):
        ledger.open_claim_round(by=PREPARER, at=AT, request_id=uuid4(), line=town.line, terms=TERMS)


def test_a_line_has_one_open_round(shared: SharedLine) -> None:
    with pytest.raises(ClaimRefused):
        ledger.open_claim_round(
            by=PREPARER, at=AT, request_id=uuid4(), line=shared.line, terms=TERMS
        )

    ledger.withdraw_round(by=PREPARER, at=AT, claim_round=shared.round, reason="金额有误")
    ledger.open_claim_round(by=PREPARER, at=AT, request_id=uuid4(), line=shared.line, terms=TERMS)


def test_the_same_request_is_the_same_claim(shared: SharedLine) -> None:
    asked = ledger.NewClaim(three_firms()[0], "补助", GroundKind.OTHER, "补助", 100, 100, "申报书")
    given = {"by": PREPARER, "at": AT, "request_id": uuid4(), "claim_round": shared.round}

    first = ledger.file_claim(**given, claim=asked)

    assert ledger.file_claim(**{**given, "at": CLOSED}, claim=asked) == first
    with pytest.raises(RequestReused):
        ledger.file_claim(**given, claim=replace(asked, title="别"))
    assert Event.objects.filter(command="file_claim").count() == 1


def test_one_ground_is_claimed_once_in_a_round(shared: SharedLine) -> None:
    firm = three_firms()[0]
    claim = shared.claim(firm, 100, ground="R&D 补助")

    with pytest.raises(ClaimRefused):
        shared.claim(firm, 50, ground="r&d补助")

    ledger.withdraw_claim(by=PREPARER, at=AT, claim=claim, reason="金额有误")
    shared.claim(firm, 50, ground="r&d补助")


def test_what_was_granted_is_not_claimed_again(town: Town, shared: SharedLine) -> None:
    town.grant(WAN, ground="技术合同补助")

    with pytest.raises(AlreadyGranted):
        shared.claim(town.party, 100)


def test_what_was_granted_meanwhile_stops_the_allotment(town: Town, shared: SharedLine) -> None:
    claim = shared.claim(town.party, 100)
    town.grant(WAN, ground="技术合同补助")

    with pytest.raises(ClaimRefused) as refused:
        shared.allot()

    assert "第 1 项" in refused.value.why.zh
    claim.refresh_from_db()
    assert claim.given_fen is None


@pytest.mark.parametrize(
    ("claimed", "counted", "origin"),
    [(LARGEST_FEN + 1, 100, "申报书"), (100, 101, "申报书"), (100, 0, "申报书"), (100, 100, " ")],
)
def test_a_claim_needs_its_amounts_and_their_origin(
    shared: SharedLine, claimed: int, counted: int, origin: str
) -> None:
    with pytest.raises(InvalidInput):
        shared.claim(three_firms()[0], claimed, counted, origin=origin)


def test_a_round_holds_as_many_claims_as_it_can(shared: SharedLine) -> None:
    one, other, _ = three_firms()
    last = shared.claim(one, 100)
    last.pk, last.request_id, last.position = None, uuid4(), MOST_CLAIMS
    last.ground_key = "OTHER:别的"
    last.save(force_insert=True)

    with pytest.raises(ClaimRefused, match="已满"):
        shared.claim(other, 100)


def test_a_claim_is_withdrawn_once(shared: SharedLine) -> None:
    claim = shared.claim(three_firms()[0], 100)
    ledger.withdraw_claim(by=PREPARER, at=AT, claim=claim, reason="金额有误")

    with pytest.raises(AlreadyDone):
        ledger.withdraw_claim(by=PREPARER, at=AT, claim=claim, reason="再撤")


def test_a_reason_is_as_long_as_its_column(shared: SharedLine) -> None:
    with pytest.raises(InvalidInput):
        ledger.withdraw_round(by=PREPARER, at=AT, claim_round=shared.round, reason="长" * 301)


def test_nothing_is_allotted_of_a_line_that_was_emptied(shared: SharedLine) -> None:
    shared.claim(three_firms()[0], 100)
    taken = Voucher.objects.get(command="allot_budget", transfers__credit=shared.line.account_id)
    ledger.reverse_voucher(warrant=warrant(), voucher=taken, reason="有误")

    with pytest.raises(ClaimRefused, match="已无可用预算"):
        shared.allot()


def test_two_people_look_at_the_same_division(shared: SharedLine) -> None:
    one, other, _ = three_firms()
    shared.claim(one, 100)
    seen = shared.seen()
    shared.claim(other, 100)
    given = {"claim_round": shared.round, "decision": "1号"}

    with pytest.raises(AlreadyDone):
        ledger.allot_claims(warrant=warrant(at=CLOSED), working=seen, **given)
    with pytest.raises(SamePerson):
        ledger.allot_claims(warrant=warrant(by=APPROVER), working=shared.seen(), **given)


def test_a_round_is_allotted_once_however_often_it_is_asked(shared: SharedLine) -> None:
    shared.claim(three_firms()[0], 100)
    order, seen = warrant(at=CLOSED, on=CLOSED.date()), shared.seen()
    given = {"claim_round": shared.round, "decision": "1号", "working": seen}
    first = ledger.allot_claims(warrant=order, **given)

    assert ledger.allot_claims(warrant=order, **given) == first
    with pytest.raises(AlreadyDone):
        shared.allot()


def test_an_ended_round_takes_no_claim_and_gives_none_back(shared: SharedLine) -> None:
    one, other, _ = three_firms()
    claim = shared.claim(one, 100)
    shared.allot()

    with pytest.raises(AlreadyDone):
        shared.claim(other, 100)
    with pytest.raises(AlreadyDone):
        ledger.withdraw_claim(by=PREPARER, at=AT, claim=claim, reason="晚了")
    with pytest.raises(AlreadyDone):
        ledger.withdraw_round(by=PREPARER, at=AT, claim_round=shared.round, reason="晚了")


def test_a_round_without_claims_is_withdrawn_not_allotted(shared: SharedLine) -> None:
    with pytest.raises(ClaimRefused) as refused:
        shared.allot()

    assert "撤回" in refused.value.mend.zh


def test_a_reversed_allotment_frees_line_and_grounds(shared: SharedLine) -> None:
    firm = three_firms()[0]
    shared.claim(firm, 100)
    voucher = shared.allot()

    ledger.reverse_voucher(warrant=warrant(), voucher=voucher, reason="有误")

    assert free_fen(shared.line) == 100
    again = ledger.open_claim_round(
        by=PREPARER, at=AT, request_id=uuid4(), line=shared.line, terms=TERMS
    )
    SharedLine(shared.line, again).claim(firm, 100)


def test_terms_that_no_grant_could_have_are_refused(town: Town) -> None:
    line = pro_rata_line(town, 100)

    for change in (
        {"closes_on": AT.date() - timedelta(days=1)},
        {"condition": "contract"},
        {"period_from": TERMS.period_to + timedelta(days=1)},
    ):
        terms = ledger.RoundTerms(**{**vars(TERMS), **change})
        with pytest.raises(Refusal):
            ledger.open_claim_round(by=PREPARER, at=AT, request_id=uuid4(), line=line, terms=terms)
