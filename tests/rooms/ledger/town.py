"""A small treasury: one book with its year, a city appropriation, a scheme with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from kechuang.base.actors import Actor, Grant, system_actor
from kechuang.base.roles import Role
from kechuang.ledger import services as ledger
from kechuang.ledger.grounds import other_ground
from kechuang.ledger.models import Book, BudgetLine, PaymentRun, Scheme, Tranche, TrancheShare
from kechuang.ledger.models import Grant as Promise
from kechuang.ledger.states import Condition, FundSource, GrantMode
from kechuang.parties.models import Party
from tests.base.registry.cast import party

AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
ON = date(2026, 11, 21)
YEAR_END = date(2026, 12, 31)
YUAN = 100
WAN = 10_000 * YUAN
PREPARER = system_actor("制单 clerk")
CHECKER = system_actor("初审 checker")
APPROVER = system_actor("复核 treasurer")


@dataclass
class Town:
    """The records of a small treasury; every command is given by the cast above."""

    book: Book
    scheme: Scheme
    line: BudgetLine
    party: Party
    shares: dict[str, BudgetLine] = field(default_factory=dict)

    def again(self) -> Town:
        """The same treasury for a test of its own, as the database has it."""
        return Town(
            Book.objects.get(pk=self.book.pk),
            Scheme.objects.get(pk=self.scheme.pk),
            BudgetLine.objects.get(pk=self.line.pk),
            Party.objects.get(pk=self.party.pk),
            {name: BudgetLine.objects.get(pk=line.pk) for name, line in self.shares.items()},
        )

    def grant(self, *amounts_fen: int, **changes: object) -> Promise:
        """A grant from the city's line; by default one tranche of 1万元."""
        ledger.agree_grant(warrant=warrant(), plan=self.plan(*amounts_fen, **changes))
        return Promise.objects.order_by("pk").last()

    def plan(self, *amounts_fen: int, **changes: object) -> ledger.GrantPlan:
        values = {
            "scheme": self.scheme,
            "party": self.party,
            "title": "高效电机研发",
            "ground": f"研发补助 {uuid4().hex[:8]}",
            "period_from": date(2026, 1, 1),
            "period_to": date(2026, 12, 31),
            "mode": GrantMode.FRONT,
            "decision": "示例科发〔2026〕1号",
            "funds": (ledger.FundPlan(FundSource.CITY, 1, self.line),),
            "tranches": tuple(
                ledger.TranchePlan(f"节点{place}", amount, Condition.MILESTONE)
                for place, amount in enumerate(amounts_fen or (WAN,), start=1)
            ),
        }
        plan = {**values, **changes}
        if isinstance(plan["ground"], str):
            plan["ground"] = other_ground(plan["ground"])
        return ledger.GrantPlan(**plan)

    def accepted(self, *amounts_fen: int, **changes: object) -> list[TrancheShare]:
        """The public parts of a new grant, every tranche accepted."""
        grant = self.grant(*amounts_fen, **changes)
        for tranche in Tranche.objects.filter(grant=grant):
            ledger.accept_tranche(warrant=warrant(), tranche=tranche, acceptance="验收〔2026〕1号")
        parts = TrancheShare.objects.filter(tranche__grant=grant, accepted__isnull=False)
        return list(parts.order_by("pk"))

    def drafted(self, parts: list[TrancheShare]) -> PaymentRun:
        return ledger.draft_run(by=PREPARER, at=AT, book=self.book, request_id=uuid4(), parts=parts)

    def sent(self, parts: list[TrancheShare]) -> PaymentRun:
        """A run that two people approved; the treasury has it."""
        run = ledger.check_run(by=CHECKER, at=AT, run=self.drafted(parts))
        ledger.approve_run(warrant=warrant(), run=run)
        run.refresh_from_db()
        return run

    def paid(self, parts: list[TrancheShare]) -> PaymentRun:
        run = self.sent(parts)
        answers = [
            ledger.Answer(item.number, f"S-{item.number}", True, item.amount_fen, ON)
            for item in run.items.all()
        ]
        ledger.record_answers(warrant=warrant(), run=run, answers=answers)
        run.refresh_from_db()
        return run


def warrant(request_id: UUID | None = None, **changes: object) -> ledger.Warrant:
    """What resembles another grant passes, unless ``lifting`` is None."""
    values = {
        "by": PREPARER,
        "approver": APPROVER,
        "at": AT,
        "on": ON,
        "lifting": ledger.Lifting("另一件事"),
    }
    return ledger.Warrant(**{**values, **changes}, request_id=request_id or uuid4())


def treasurer(account_id: int, name: str) -> Actor:
    return Actor(account_id, name, frozenset({Grant(Role.TREASURER)}))


def small_treasury(
    *, budget_fen: int = 100 * WAN, code: str = "kj", firm: Party | None = None
) -> Town:
    book = ledger.open_book(
        by=APPROVER, at=AT, code=code, name="科技专项账套", name_en="Science book", department=None
    )
    ledger.open_year(by=APPROVER, at=AT, book=book, year=ON.year)
    scheme = ledger.register_scheme(
        by=APPROVER, at=AT, book=book, code=f"{code}-rd", name="研发补助专项", name_en="R&D grants"
    )
    line = budget_line(book, scheme, FundSource.CITY, budget_fen)
    firm = firm or party("云澜甲科技有限公司")
    confirmed_payee(firm)
    return Town(book, scheme, line, firm)


def budget_line(book: Book, scheme: Scheme, source: FundSource, fen: int) -> BudgetLine:
    """A line of its own appropriation, allotted in full."""
    doc_no = f"示例财预〔2026〕{source}"
    ledger.appropriate(
        warrant=warrant(), book=book, year=ON.year, source=source, doc_no=doc_no, amount_fen=fen
    )
    appropriation = book.appropriations.get(year=ON.year, source=source, doc_no=doc_no)
    ledger.allot(warrant=warrant(), appropriation=appropriation, scheme=scheme, amount_fen=fen)
    return BudgetLine.objects.get(appropriation=appropriation, scheme=scheme)


def confirmed_payee(firm: Party) -> None:
    account = ledger.submit_payee_account(
        by=PREPARER, at=AT, party=firm, holder=firm.name, bank="示例银行", number="6222000012345678"
    )
    ledger.confirm_payee_account(by=APPROVER, at=AT, account=account)
