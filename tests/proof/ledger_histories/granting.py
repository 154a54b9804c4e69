"""Grants are agreed, their tranches accepted, released, and both undone."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from kechuang.ledger import services as ledger
from kechuang.ledger.models import Grant
from tests.proof.ledger_histories.books import AMOUNTS, GROUNDS, Books

SMALL = st.integers(2, 100)


class Granting(Books):
    """Up to what becomes payable."""

    @rule(ground=GROUNDS, amounts=st.lists(AMOUNTS, min_size=1, max_size=3))
    def agree(self, ground: str, amounts: list[int]) -> None:
        self.agree_one(ground, amounts, None)

    @precondition(lambda self: self.holds)
    @rule(data=st.data(), ground=GROUNDS, amount=AMOUNTS)
    def agree_held(self, data: Any, ground: str, amount: int) -> None:
        """The reservation is freed for its grant."""
        self.agree_one(ground, [amount], data.draw(st.integers(0, len(self.holds) - 1)))

    def agree_one(self, ground: str, amounts: list[int], hold: int | None) -> None:
        plan = self.town.plan(*amounts, ground=ground)
        succeeds = self.model.agree(ground, amounts, hold)
        held = None if hold is None else self.holds[hold]
        voucher = self.give(ledger.agree_grant, succeeds=succeeds, plan=plan, reservation=held)
        if voucher:
            self.grants.append(Grant.objects.order_by("-pk")[0])
            self.agreed.append(voucher)

    @precondition(lambda self: self.grants)
    @rule(data=st.data())
    def accept(self, data: Any) -> None:
        grant, part = self.some_part(data)
        planned = self.model.promises[grant].parts[part].planned
        self.accept_part(grant, part, data.draw(st.sampled_from([planned, max(1, planned // 2)])))

    def accept_part(self, grant: int, part: int, amount: int) -> None:
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
        self.release_grant(grant, is_cancelled=is_cancelled)

    def release_grant(self, grant: int, *, is_cancelled: bool) -> None:
        voucher = self.give(
            ledger.release_tranches,
            succeeds=self.model.release(grant, is_cancelled=is_cancelled),
            grant=self.grants[grant],
            reason="终止",
            is_cancelled=is_cancelled,
        )
        if voucher:
            self.releases[grant] = voucher

    @precondition(lambda self: self.releases)
    @rule(data=st.data())
    def undo_release(self, data: Any) -> None:
        self.mend(data.draw(st.sampled_from(sorted(self.releases))))

    def mend(self, grant: int) -> None:
        self.give(
            ledger.reverse_voucher,
            succeeds=self.model.undo_release(grant),
            voucher=self.releases[grant],
            reason="有误",
        )

    @precondition(lambda self: self.agreed)
    @rule(data=st.data())
    def undo_agree(self, data: Any) -> None:
        self.undo_grant(data.draw(st.integers(0, len(self.agreed) - 1)))

    def undo_grant(self, grant: int) -> None:
        self.give(
            ledger.reverse_voucher,
            succeeds=self.model.undo_agree(grant),
            voucher=self.agreed[grant],
            reason="有误",
        )

    @precondition(lambda self: self.accepted)
    @rule(data=st.data())
    def undo_accept(self, data: Any) -> None:
        self.undo_part(*data.draw(st.sampled_from(sorted(self.accepted))))

    def undo_part(self, grant: int, part: int) -> None:
        self.give(
            ledger.reverse_voucher,
            succeeds=self.model.undo_accept(grant, part),
            voucher=self.accepted[grant, part],
            reason="有误",
        )

    @rule(ground=GROUNDS, amount=SMALL)
    def undo_all(self, ground: str, amount: int) -> None:
        """There, back and there again."""
        grant = len(self.grants)
        self.agree(ground, [amount])
        if len(self.grants) > grant:
            self.release_grant(grant, is_cancelled=True)
            self.mend(grant)
            self.accept_part(grant, 0, amount)
            self.undo_part(grant, 0)
            self.accept_part(grant, 0, amount)
            self.undo_part(grant, 0)
            self.undo_grant(grant)

    def some_part(self, data: Any) -> tuple[int, int]:
        grant = data.draw(st.integers(0, len(self.grants) - 1))
        part = data.draw(st.integers(0, len(self.model.promises[grant].parts) - 1))
        return grant, part
