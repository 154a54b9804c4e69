"""Money comes in, is given to a line, and is held there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from kechuang.ledger import services as ledger
from kechuang.ledger.states import Phase
from tests.proof.ledger_histories.books import AMOUNTS, NEXT_YEAR, Books
from tests.rooms.ledger.town import AT, YEAR_END


class Budgeting(Books):
    """Appropriations, allotments, reservations."""

    @rule(amount=AMOUNTS)
    def appropriate(self, amount: int) -> None:
        given = self.town.line.appropriation
        self.give(
            ledger.appropriate,
            succeeds=self.model.appropriate(amount),
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
        self.end_hold(place, phase, part if phase == Phase.POST else None)

    def end_hold(self, place: int, phase: Phase, part: int | None = None) -> None:
        held = self.holds[place]
        posted = (part or held.amount_fen) if phase == Phase.POST else 0
        is_possible = phase != Phase.EXPIRE and self.model.resolve(place, posted)
        voucher = self.give(
            ledger.resolve_reservation,
            succeeds=is_possible,
            reservation=held,
            phase=phase,
            amount_fen=part,
        )
        if voucher:
            self.ends[place] = voucher

    @precondition(lambda self: self.ends)
    @rule(data=st.data())
    def undo_resolve(self, data: Any) -> None:
        """What was posted comes back; what was let go has nothing to give back."""
        place = data.draw(st.sampled_from(sorted(self.ends)))
        self.give(
            ledger.reverse_voucher,
            succeeds=self.model.undo_resolve(place),
            voucher=self.ends[place],
            reason="有误",
        )

    @precondition(lambda self: self.grants and not self.model.is_closed)
    @rule()
    def close(self) -> None:
        """The year ends; what comes after is posted in the next one."""
        vouchers, earlier = self.model.vouchers, self.on
        self.on = YEAR_END
        closed = self.give(
            ledger.close_year,
            succeeds=self.model.close(),
            book=self.town.book,
            carry_over=False,
        )
        self.on = NEXT_YEAR if closed else earlier
        if closed and self.model.vouchers == vouchers:
            self.repeatable.pop()
