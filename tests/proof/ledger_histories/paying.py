"""What is payable goes to the treasury, is answered, claimed back and recovered."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from kechuang.engines.wording import Refusal
from kechuang.ledger import services as ledger
from kechuang.ledger.models import ClawBack
from tests.proof.ledger_histories.books import AMOUNTS, GROUNDS
from tests.proof.ledger_histories.granting import SMALL, Granting
from tests.rooms.ledger.town import AT, CHECKER, ON


class Paying(Granting):
    """Payments and what comes back of them."""

    @precondition(lambda self: self.accepted)
    @rule(data=st.data())
    def send(self, data: Any) -> None:
        self.send_part(*data.draw(st.sampled_from(sorted(self.accepted))))

    def send_part(self, grant: int, part: int) -> None:
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

    @precondition(lambda self: self.model.waiting_payments())
    @rule(data=st.data(), tenths=st.integers(0, 10))
    def answer(self, data: Any, tenths: int) -> None:
        place = data.draw(st.sampled_from(self.model.waiting_payments()))
        self.answer_item(place, self.model.payments[place].amount * tenths // 10)

    def answer_item(self, place: int, paid: int) -> None:
        item = self.items[place]
        told = ledger.Answer(item.number, f"T{place}", paid > 0, paid, ON)
        succeeds = self.model.answer(place, paid)
        self.give(ledger.record_answers, succeeds=succeeds, run=item.run, answers=[told])

    @rule(ground=GROUNDS, amount=SMALL)
    def pay_out(self, ground: str, amount: int) -> None:
        """The whole way at once: step by step few histories come that far."""
        grant = len(self.grants)
        self.agree(ground, [amount])
        if len(self.grants) > grant:
            self.accept_part(grant, 0, amount)
            self.send_part(grant, 0)
            self.answer_item(len(self.items) - 1, amount)

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
