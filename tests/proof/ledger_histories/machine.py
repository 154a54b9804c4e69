"""Random histories of money commands; after each step the books equal the independent model."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from datetime import timedelta
from typing import Any, ClassVar
from uuid import uuid4

from django.db import DatabaseError, connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kechuang.engines.wording import Refusal
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Account, BookYear, ClawBack, Grant, Transfer, Voucher
from kechuang.ledger.refusals import RequestReused
from kechuang.ledger.selectors.verifying import verify_books
from kechuang.ledger.states import Phase
from tests.proof.ledger_histories.model import Model
from tests.rooms.ledger.town import AT, CHECKER, ON, Town, warrant

BUDGET = 1_000
AMOUNTS = st.integers(1, 400)
GROUNDS = st.sampled_from(["甲", "乙", "丙"])
TAMPERINGS = (
    "UPDATE ledger_transfer SET amount_fen = amount_fen + 1",
    "DELETE FROM ledger_transfer",
    "UPDATE ledger_voucher SET decision = 'x'",
    "DELETE FROM ledger_voucher",
    "DELETE FROM ledger_account",
    "UPDATE ledger_account SET is_limited = NOT is_limited",
    "UPDATE ledger_account SET debits_posted_fen = credits_posted_fen + 1 WHERE is_limited",
    "UPDATE ledger_bookyear SET last_number = last_number + 2",
    "UPDATE ledger_grant SET total_fen = total_fen + 1",
)
counted: Counter[str] = Counter()


class Histories(RuleBasedStateMachine):
    """One history: the treasury as it was opened, up to twenty commands, rolled back at the end."""

    opened: ClassVar[Town]

    def __init__(self) -> None:
        super().__init__()
        counted["histories"] += 1
        self.block = transaction.atomic()
        self.block.__enter__()
        self.town = deepcopy(self.opened)
        self.model = Model()
        self.model.appropriate(BUDGET)
        assert self.model.allot(BUDGET)
        self.grants: list[Grant] = []
        self.accepted: dict[tuple[int, int], Voucher] = {}
        self.agreed: list[Voucher] = []
        self.items: list[Any] = []
        self.holds: list[Transfer] = []
        self.repeatable: list[tuple[Any, dict[str, Any], Any]] = []

    def teardown(self) -> None:
        try:
            assert verify_books() == []
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def give(self, command: Any, *, succeeds: bool, **arguments: Any) -> Any:
        """Run ``command``; it must succeed exactly when the model said so."""
        counted["steps"] += 1
        order = warrant()
        try:
            answer = command(warrant=order, **arguments)
        except Refusal as refusal:
            if succeeds:
                raise AssertionError(f"refused although possible: {refusal.why.en}") from refusal
            return None
        assert succeeds, f"{command.__name__} succeeded although it must not"
        self.repeatable.append((command, {"warrant": order, **arguments}, answer))
        return answer

    @rule(amount=AMOUNTS)
    def appropriate(self, amount: int) -> None:
        given = self.town.line.appropriation
        self.model.appropriate(amount)
        self.give(
            ledger.appropriate,
            succeeds=True,
            book=self.town.book,
            year=given.year,
            source=given.source,
            doc_no=given.doc_no,
            amount_fen=amount,
        )

    @rule(amount=AMOUNTS)
    def allot(self, amount: int) -> None:
        self.give(
            ledger.allot,
            succeeds=self.model.allot(amount),
            appropriation=self.town.line.appropriation,
            scheme=self.town.scheme,
            amount_fen=amount,
        )

    @rule(ground=GROUNDS, amounts=st.lists(AMOUNTS, min_size=1, max_size=3))
    def agree(self, ground: str, amounts: list[int]) -> None:
        plan = self.town.plan(*amounts, ground=ground)
        succeeds = self.model.agree(ground, amounts)
        voucher = self.give(ledger.agree_grant, succeeds=succeeds, plan=plan)
        if voucher:
            self.grants.append(Grant.objects.order_by("-pk")[0])
            self.agreed.append(voucher)

    @precondition(lambda self: self.grants)
    @rule(data=st.data())
    def accept(self, data: Any) -> None:
        grant, part = self.some_part(data)
        planned = self.model.promises[grant].parts[part].planned
        amount = data.draw(st.sampled_from([planned, max(1, planned // 2)]))
        voucher = self.give(
            ledger.accept_tranche,
            succeeds=self.model.accept(grant, part, amount),
            tranche=self.grants[grant].tranches.get(position=part + 1),
            acceptance="1号",
            amount_fen=amount,
        )
        if voucher:
            self.accepted[grant, part] = voucher

    @precondition(lambda self: self.grants)
    @rule(data=st.data(), is_cancelled=st.booleans())
    def release(self, data: Any, is_cancelled: bool) -> None:
        grant = data.draw(st.integers(0, len(self.grants) - 1))
        self.give(
            ledger.release_tranches,
            succeeds=self.model.release(grant, is_cancelled=is_cancelled),
            grant=self.grants[grant],
            reason="终止",
            is_cancelled=is_cancelled,
        )

    @precondition(lambda self: self.accepted)
    @rule(data=st.data())
    def send(self, data: Any) -> None:
        grant, part = data.draw(st.sampled_from(sorted(self.accepted)))
        row = self.grants[grant].tranches.get(position=part + 1).parts.get()
        amount = self.model.send(grant, part)
        try:
            run = self.town.drafted([row])
        except Refusal:
            assert not amount
            return
        assert amount
        run = ledger.check_run(by=CHECKER, at=AT, run=run)
        self.give(ledger.approve_run, succeeds=True, run=run)
        self.items.append(run.items.get())

    @precondition(lambda self: self.items)
    @rule(data=st.data(), tenths=st.integers(0, 10))
    def answer(self, data: Any, tenths: int) -> None:
        place = data.draw(st.integers(0, len(self.items) - 1))
        item, payment = self.items[place], self.model.payments[place]
        if payment.state != "sent":
            return
        paid = payment.amount * tenths // 10
        told = ledger.Answer(item.number, f"T{place}", paid > 0, paid, ON)
        succeeds = self.model.answer(place, paid)
        self.give(ledger.record_answers, succeeds=succeeds, run=item.run, answers=[told])

    @precondition(lambda self: self.items)
    @rule(data=st.data(), amount=AMOUNTS)
    def claim_back(self, data: Any, amount: int) -> None:
        grant = data.draw(st.integers(0, len(self.grants) - 1))
        paid = self.model.pots["paid", grant].free
        asked = data.draw(st.sampled_from([amount, max(1, paid)]))
        self.give(
            ledger.decide_claw_back,
            succeeds=self.model.claim_back(grant, asked),
            share=self.grants[grant].shares.get(),
            amount_fen=asked,
            reason="弄虚作假",
            decision="1号",
        )

    @precondition(lambda self: self.model.claims)
    @rule(data=st.data(), amount=AMOUNTS)
    def recover(self, data: Any, amount: int) -> None:
        place = data.draw(st.integers(0, len(self.model.claims) - 1))
        self.give(
            ledger.record_recovery,
            succeeds=self.model.recover(place, amount),
            claw_back=ClawBack.objects.order_by("pk")[place],
            amount_fen=amount,
            serial=uuid4().hex,
        )

    @rule(amount=AMOUNTS)
    def hold(self, amount: int) -> None:
        voucher = self.give(
            ledger.reserve_budget,
            succeeds=self.model.hold(amount),
            line=self.town.line,
            amount_fen=amount,
            purpose="公示",
            expires_at=AT + timedelta(days=7),
        )
        if voucher:
            self.holds.append(voucher.transfers.get())

    @precondition(lambda self: self.holds)
    @rule(data=st.data(), phase=st.sampled_from([Phase.POST, Phase.VOID, Phase.EXPIRE]))
    def resolve(self, data: Any, phase: Phase) -> None:
        place = data.draw(st.integers(0, len(self.holds) - 1))
        held = self.holds[place]
        part = data.draw(st.sampled_from([None, max(1, held.amount_fen // 2)]))
        posted = (part or held.amount_fen) if phase == Phase.POST else 0
        is_possible = phase != Phase.EXPIRE and self.model.resolve(place, posted)
        self.give(
            ledger.resolve_reservation,
            succeeds=is_possible,
            reservation=held,
            phase=phase,
            amount_fen=part if phase == Phase.POST else None,
        )

    @precondition(lambda self: self.agreed)
    @rule(data=st.data())
    def undo_agree(self, data: Any) -> None:
        grant = data.draw(st.integers(0, len(self.agreed) - 1))
        self.give(
            ledger.reverse_voucher,
            succeeds=self.model.undo_agree(grant),
            voucher=self.agreed[grant],
            reason="有误",
        )

    @precondition(lambda self: self.accepted)
    @rule(data=st.data())
    def undo_accept(self, data: Any) -> None:
        grant, part = data.draw(st.sampled_from(sorted(self.accepted)))
        self.give(
            ledger.reverse_voucher,
            succeeds=self.model.undo_accept(grant, part),
            voucher=self.accepted[grant, part],
            reason="有误",
        )

    @precondition(lambda self: self.repeatable)
    @rule(data=st.data())
    def repeat(self, data: Any) -> None:
        """A second delivery of any earlier request gives the same result and posts nothing."""
        command, arguments, first = data.draw(st.sampled_from(self.repeatable))
        again = command(**arguments)
        assert getattr(again, "voucher", again) == getattr(first, "voucher", first)

    @precondition(lambda self: self.repeatable)
    @rule(data=st.data())
    def reuse(self, data: Any) -> None:
        """The id of an earlier request with other content is refused."""
        _, arguments, _ = data.draw(st.sampled_from(self.repeatable))
        try:
            ledger.agree_grant(warrant=arguments["warrant"], plan=self.town.plan(1))
        except RequestReused:
            return
        raise AssertionError("a request id was used twice")

    @rule(statement=st.sampled_from(TAMPERINGS))
    def tamper(self, statement: str) -> None:
        """Raw SQL on what must not change fails in the database itself."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
                harmless = cursor.rowcount == 0
                transaction.set_rollback(True)
        except DatabaseError:
            return
        assert harmless, statement

    @invariant()
    def the_books_equal_the_model(self) -> None:
        balances = self.balances()
        for key, pot in self.model.pots.items():
            account = balances.get(self.code_of(key), (0, 0))
            assert account == (pot.came - pot.left, pot.held), (key, account, pot)
        last = BookYear.objects.get(book=self.town.book, year=ON.year).last_number
        assert last == self.model.vouchers == Voucher.objects.count()

    def balances(self) -> dict[str, tuple[int, int]]:
        rows = Account.objects.values_list(
            "code", "credits_posted_fen", "debits_posted_fen", "debits_pending_fen"
        )
        return {code: (came - left, held) for code, came, left, held in rows}

    def code_of(self, key: tuple[Any, ...]) -> str:
        name, *places = key
        line = self.town.line
        if name in ("line", "appropriation"):
            return (line if name == "line" else line.appropriation).account.code
        if name == "held":
            return f"obligation:held/{line.pk}"
        if name in ("recoverable", "recovered"):
            return getattr(ClawBack.objects.order_by("pk")[places[0]], name).code
        number = self.grants[places[0]].number
        tail = f"/{places[1] + 1}" if len(places) > 1 else ""
        return f"{name}:{number}/1{tail}"

    def some_part(self, data: Any) -> tuple[int, int]:
        grant = data.draw(st.integers(0, len(self.grants) - 1))
        part = data.draw(st.integers(0, len(self.model.promises[grant].parts) - 1))
        return grant, part
