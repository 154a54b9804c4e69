"""A healthy treasury: every kind of posting once, and a closed year."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from kechuang.ledger import services as ledger
from kechuang.ledger.models import Book, Grant, Voucher
from kechuang.ledger.services.instructions import approve_instruction, prepare_instruction
from kechuang.ledger.states import FundSource, Phase
from kechuang.parties.models import Party
from tests.rooms.ledger import bank
from tests.rooms.ledger.desk import appropriation
from tests.rooms.ledger.shared_line import shared_line
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

LAST_DAY = date(2025, 12, 31)


def build_money(firm: Party) -> Town:
    town = small_treasury(firm=firm)
    _pay(town)
    _correct(town)
    _hold(town)
    _two_funds(town)
    _close_last_year(town)
    _instruct(town)
    bank.found_payment(town, bank.row("N2", WAN))
    mistaken = bank.imported(town, bank.row("N3", WAN), account_number="1001000199")
    ledger.withdraw_statement(warrant=warrant(), statement=mistaken, reason="账号有误")
    _share(town)
    return town


def _share(town: Town) -> None:
    """A round that was allotted; a claim of it was withdrawn before."""
    shared = shared_line(town, budget_fen=WAN)
    mistaken = shared.claim(town.party, WAN)
    ledger.withdraw_claim(by=PREPARER, at=AT, claim=mistaken, reason="金额有误")
    for place in (1, 2):
        shared.claim(town.party, WAN, ground=f"技术合同补助 {place}")
    shared.allot()


def _instruct(town: Town) -> None:
    asked = prepare_instruction(
        by=PREPARER,
        at=AT,
        on=ON,
        request_id=uuid4(),
        command="appropriate_funds",
        content=appropriation(town),
    )
    approve_instruction(by=APPROVER, at=AT, instruction=asked)


def _pay(town: Town) -> None:
    """One run settled, one refused in part, one on its way, one only drafted."""
    parts = town.accepted(6 * WAN, 4 * WAN)
    town.paid(parts)
    share = parts[0].share
    ledger.decide_claw_back(
        warrant=warrant(), share=share, amount_fen=WAN, reason="负面清单", decision="追〔2026〕1号"
    )
    claim = share.claw_backs.get()
    ledger.record_recovery(warrant=warrant(), claw_back=claim, amount_fen=WAN // 2, serial="R1")
    run = town.sent(town.accepted())
    item = run.items.get()
    refused = ledger.Answer(item.number, "T-refused", False, 0, ON, "账号有误")
    ledger.record_answers(warrant=warrant(), run=run, answers=[refused])
    _send_back(town)
    town.sent(town.accepted())
    town.drafted(town.accepted())


def _send_back(town: Town) -> None:
    """A payment that the bank returned; its money waits to be paid once more."""
    item = town.paid(town.accepted()).items.get()
    ledger.record_bank_return(warrant=warrant(), item=item, serial="TH1", reason="账户已销户")


def _correct(town: Town) -> None:
    """A grant posted by mistake and taken back in red; another cancelled; a third cut."""
    town.grant(WAN)
    voucher = Voucher.objects.filter(command="agree_grant").order_by("-pk")[0]
    ledger.reverse_voucher(warrant=warrant(), voucher=voucher, reason="金额有误")
    cancelled = town.grant(WAN)
    ledger.release_tranches(
        warrant=warrant(), grant=cancelled, reason="放弃立项", is_cancelled=True
    )
    cut = town.grant(WAN, WAN)
    ledger.release_tranches(warrant=warrant(), grant=cut, reason="终止")


def _hold(town: Town) -> None:
    for phase in (Phase.POST, Phase.VOID):
        held = ledger.reserve_budget(
            warrant=warrant(),
            line=town.line,
            amount_fen=WAN,
            purpose="公示",
            expires_at=AT + timedelta(days=7),
        )
        ledger.resolve_reservation(warrant=warrant(), reservation=held.transfers.get(), phase=phase)


def _two_funds(town: Town) -> None:
    line = budget_line(town.book, town.scheme, FundSource.PROVINCIAL, 10 * WAN)
    funds = (
        ledger.FundPlan(FundSource.PROVINCIAL, 1, line),
        ledger.FundPlan(FundSource.CITY, 2, town.line),
        ledger.FundPlan(FundSource.ENTERPRISE, 1),
    )
    town.grant(WAN, WAN + 1, funds=funds)


def _close_last_year(town: Town) -> None:
    """What is free lapses, and so does what a grant of the closed year gives back later."""
    book = ledger.open_book(
        by=APPROVER, at=AT, code="old", name="旧账", name_en="Old book", department=None
    )
    for year in (2025, ON.year):
        ledger.open_year(by=APPROVER, at=AT, book=book, year=year)
    old = _promised_last_year(book, town.party)
    ledger.close_year(warrant=warrant(on=LAST_DAY), book=book, carry_over=False)
    ledger.release_tranches(warrant=warrant(), grant=old, reason="终止")


def _promised_last_year(book: Book, firm: Party) -> Grant:
    scheme = ledger.register_scheme(
        by=APPROVER, at=AT, book=book, code="old-rd", name="旧专项", name_en="Old scheme"
    )
    document = {"year": 2025, "source": FundSource.CITY, "doc_no": "示例财预〔2025〕9号"}
    last = warrant(on=LAST_DAY)
    ledger.appropriate(warrant=last, book=book, amount_fen=4 * WAN, **document)
    given = book.appropriations.get()
    ledger.allot(
        warrant=warrant(on=LAST_DAY), appropriation=given, scheme=scheme, amount_fen=3 * WAN
    )
    old = Town(book, scheme, given.lines.get(), firm)
    ledger.agree_grant(warrant=warrant(on=LAST_DAY), plan=old.plan(WAN))
    return Grant.objects.get(scheme=scheme)
