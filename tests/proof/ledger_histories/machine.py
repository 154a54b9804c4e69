"""Random histories of money commands; after each step the books equal the independent model."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from kechuang.ledger import services as ledger
from kechuang.ledger.refusals import RequestReused
from kechuang.ledger.states import Phase
from tests.proof.ledger_histories.books import GROUNDS
from tests.proof.ledger_histories.budgeting import Budgeting
from tests.proof.ledger_histories.granting import SMALL
from tests.proof.ledger_histories.paying import Paying

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


class Histories(Budgeting, Paying):
    """One history: up to twelve steps, of which some are a whole payment or all of it undone;
    requests are delivered twice, and hands reach into the database."""

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

    @precondition(lambda self: not self.model.is_closed)
    @rule(ground=GROUNDS, amount=SMALL)
    def end_the_year(self, ground: str, amount: int) -> None:
        """Whatever waits is ended, a grant agreed, the year closed, and the grant cut after it."""
        for place in [place for place, fen in self.model.holds.items() if fen is not None]:
            self.end_hold(place, Phase.VOID)
        for place in self.model.waiting_payments():
            self.answer_item(place, 0)
        grant = len(self.grants)
        self.agree(ground, [amount])
        self.close()
        if len(self.grants) > grant:
            self.release_grant(grant, is_cancelled=False)

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
