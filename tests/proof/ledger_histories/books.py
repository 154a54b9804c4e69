"""The books under test beside the model of them: what every history starts from and is held to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from typing import Any, ClassVar

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from kechuang.engines.wording import Refusal
from kechuang.ledger.models import ClawBack, Grant, Transfer, Voucher
from kechuang.ledger.selectors.verifying import verify_books
from tests.proof.ledger_histories.model import Model
from tests.rooms.ledger.town import ON, Town, warrant

BUDGET = 1_000
AMOUNTS = st.integers(1, 400)
GROUNDS = st.sampled_from(["甲", "乙", "丙"])
counted: Counter[str] = Counter()
# Plain SQL, for it is asked after every command
BALANCES = """
SELECT code, credits_posted_fen - debits_posted_fen, debits_pending_fen FROM ledger_account
"""
NUMBERED = """
SELECT SUM(last_number), (SELECT COUNT(*) FROM ledger_voucher) FROM ledger_bookyear
WHERE book_id = %s
"""
NEXT_YEAR = date(ON.year + 1, 1, 11)


def rows_of(question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())


class Books(RuleBasedStateMachine):
    """The treasury as it was opened; it equals the model after each step, and is rolled back."""

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
        self.ends: dict[int, Voucher] = {}
        self.releases: dict[int, Voucher] = {}
        self.on = ON
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
        order = warrant(on=self.on)
        try:
            answer = command(warrant=order, **arguments)
        except Refusal as refusal:
            if succeeds:
                raise AssertionError(f"refused although possible: {refusal.why.en}") from refusal
            return None
        assert succeeds, f"{command.__name__} succeeded although it must not"
        self.repeatable.append((command, {"warrant": order, **arguments}, answer))
        return answer

    @invariant()
    def the_books_equal_the_model(self) -> None:
        balances = self.balances()
        for key, pot in self.model.pots.items():
            account = balances.get(self.code_of(key), (0, 0))
            assert account == (pot.came - pot.left, pot.held), (key, account, pot)
        last, vouchers = rows_of(NUMBERED, [self.town.book.pk])[0]
        assert last == self.model.vouchers == vouchers

    def balances(self) -> dict[str, tuple[int, int]]:
        return {code: (balance, held) for code, balance, held in rows_of(BALANCES)}

    def code_of(self, key: tuple[Any, ...]) -> str:
        name, *places = key
        line = self.town.line
        if name in ("line", "appropriation"):
            return (line if name == "line" else line.appropriation).account.code
        if name == "lapsed":
            return f"lapsed:{line.appropriation_id}"
        if name == "held":
            return f"obligation:held/{line.pk}"
        if name in ("recoverable", "recovered"):
            return getattr(ClawBack.objects.order_by("pk")[places[0]], name).code
        number = self.grants[places[0]].number
        tail = f"/{places[1] + 1}" if len(places) > 1 else ""
        return f"{name}:{number}/1{tail}"
