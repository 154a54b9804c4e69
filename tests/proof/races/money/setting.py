"""Books, budget lines, grants and payments for the races, made by the ledger's own commands."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from kechuang.base.actors import Actor, Grant
from kechuang.base.roles import Role
from kechuang.ledger.grounds import other_ground
from kechuang.ledger.models import (
    Appropriation,
    Book,
    BudgetLine,
    PaymentRun,
    Scheme,
    Tranche,
    TrancheShare,
    Transfer,
    Voucher,
)
from kechuang.ledger.services import (
    FundPlan,
    GrantPlan,
    Lifting,
    TranchePlan,
    Warrant,
    accept_tranche,
    agree_grant,
    allot,
    appropriate,
    check_run,
    confirm_payee_account,
    draft_run,
    open_book,
    open_year,
    register_scheme,
    reserve_budget,
    submit_payee_account,
)
from kechuang.ledger.states import Condition, FundSource, GrantMode
from kechuang.parties.models import Party
from kechuang.parties.services import register_parties
from tests.proof.races.parties import new_party
from tests.proof.races.people import AT, CLERK, TODAY, credit_code

DRAFTER, CHECKER, APPROVER = (
    Actor(number, name, frozenset({Grant(Role.TREASURER)}))
    for number, name in ((10, "drafter"), (11, "checker"), (12, "approver"))
)
UNIT_FEN = 100_00
PLENTY_FEN = 10**14
LATER = AT + timedelta(days=30)
PERIOD = (date(2026, 1, 1), date(2026, 12, 31))


def warrant(*, request_id: UUID | None = None, on: date = TODAY) -> Warrant:
    """Prepared by one treasurer and approved by another, as a new request unless named."""
    asked = request_id or uuid4()
    return Warrant(
        by=DRAFTER, approver=APPROVER, at=AT, on=on, request_id=asked, lifting=Lifting("另一件事")
    )


def opened_scheme(code: str, *, book: str = "race") -> Scheme:
    """A scheme in the book ``book`` whose year is open."""
    books = open_book(by=APPROVER, at=AT, code=book, name=book, name_en=book, department=None)
    open_year(by=APPROVER, at=AT, book=books, year=TODAY.year)
    return register_scheme(by=APPROVER, at=AT, book=books, code=code, name=code, name_en=code)


def plenty_in(book: Book) -> Appropriation:
    """An appropriation that never runs out, made once."""
    document = {"book": book, "year": TODAY.year, "source": FundSource.CITY, "doc_no": "竞逐"}
    if not Appropriation.objects.filter(**document).exists():
        appropriate(warrant=warrant(), **document, amount_fen=PLENTY_FEN)
    return Appropriation.objects.get(**document)


def line_of(scheme: Scheme, amount_fen: int = PLENTY_FEN // 1000) -> BudgetLine:
    """The scheme's line with ``amount_fen`` free; its account for reservations is opened too."""
    appropriation = plenty_in(scheme.book)
    if not scheme.lines.exists():
        given = {"appropriation": appropriation, "scheme": scheme, "amount_fen": amount_fen + 1}
        allot(warrant=warrant(), **given)
        reserved(scheme.lines.get(), 1)
    return scheme.lines.get()


def payee(serial: int = 0) -> Party:
    """A party whose bank account was confirmed."""
    code = credit_code(serial)
    register_parties(by=CLERK, at=AT, parties=[new_party(code)])
    party = Party.objects.get(credit_code=code)
    if not party.payee_accounts.exists():
        told = {"holder": party.name, "bank": "云澜银行", "number": "6200000000000000"}
        account = submit_payee_account(by=DRAFTER, at=AT, party=party, **told)
        confirm_payee_account(by=APPROVER, at=AT, account=account)
    return party


def grant_plan(
    line: BudgetLine,
    party: Party,
    ground: str,
    *,
    tranches: int = 1,
    period: tuple[date, date] = PERIOD,
) -> GrantPlan:
    """A grant of one fund and equal tranches of one unit."""
    parts = [
        TranchePlan(f"节点{place}", UNIT_FEN, Condition.MILESTONE) for place in range(tranches)
    ]
    return GrantPlan(
        scheme=line.scheme,
        party=party,
        title=ground,
        ground=other_ground(ground),
        period_from=period[0],
        period_to=period[1],
        mode=GrantMode.FRONT,
        decision="竞逐〔2026〕1号",
        funds=(FundPlan(FundSource.CITY, 1, line),),
        tranches=tuple(parts),
    )


TOGETHER = 25


def promised_tranche(race: str, turn: int) -> Tranche:
    """A tranche for each turn of ``race``; ``TOGETHER`` of them belong to one grant."""
    ground, place = f"{race}{turn // TOGETHER}", turn % TOGETHER + 1
    found = Tranche.objects.filter(grant__ground=ground, position=place)
    if not found.exists():
        plan = grant_plan(line_of(opened_scheme("paid")), payee(), ground, tranches=TOGETHER)
        agree_grant(warrant=warrant(), plan=plan)
    return found.get()


def lone_tranche(race: str, turn: int) -> Tranche:
    """The only tranche of a grant of its own."""
    ground = f"{race} {turn}"
    agree_grant(warrant=warrant(), plan=grant_plan(line_of(opened_scheme("paid")), payee(), ground))
    return Tranche.objects.get(grant__ground=ground)


def lone_part(race: str, turn: int) -> TrancheShare:
    tranche = lone_tranche(race, turn)
    accept_tranche(warrant=warrant(), tranche=tranche, acceptance=f"验收{turn}")
    return tranche.parts.get()


def accepted_part(race: str, turn: int) -> TrancheShare:
    tranche = promised_tranche(race, turn)
    if tranche.accepted_on is None:
        accept_tranche(warrant=warrant(), tranche=tranche, acceptance=f"验收{turn}")
    return tranche.parts.get()


def drafted_run(part: TrancheShare, *, request_id: UUID | None = None) -> PaymentRun:
    book, asked = part.tranche.grant.scheme.book, request_id or uuid4()
    return draft_run(by=DRAFTER, at=AT, book=book, request_id=asked, parts=[part])


def checked_run(part: TrancheShare) -> PaymentRun:
    return check_run(by=CHECKER, at=AT, run=drafted_run(part))


def reserved(line: BudgetLine, amount_fen: int, *, request_id: UUID | None = None) -> Voucher:
    return reserve_budget(
        warrant=warrant(request_id=request_id),
        line=line,
        amount_fen=amount_fen,
        purpose="竞逐",
        expires_at=LATER,
    )


def moved_from(account_id: int) -> int:
    """What left the account or is held back from it, in fen, summed over single transfers."""
    transfers = Transfer.objects.filter(debit=account_id, phase__in=("single", "pending"))
    return sum(transfers.values_list("amount_fen", flat=True))
