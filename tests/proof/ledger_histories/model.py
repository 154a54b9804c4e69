"""An independent model of public money: plain numbers, written without looking at the ledger.

It says in advance whether a command succeeds, and what every level holds afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

PLANNED, ACCEPTED, RELEASED = "planned", "accepted", "released"
SENT, PAID, REFUSED = "sent", "paid", "refused"


@dataclass
class Pot:
    """What came in, what went out, and what of the rest is promised to leave."""

    came: int = 0
    left: int = 0
    held: int = 0

    @property
    def free(self) -> int:
        return self.came - self.left - self.held


@dataclass
class Part:
    """One tranche of one grant, paid by one fund."""

    planned: int
    state: str = PLANNED
    accepted: int = 0
    is_late: bool = False


@dataclass
class Promise:
    ground: str
    parts: list[Part]
    is_cancelled: bool = False


@dataclass
class Payment:
    grant: int
    part: int
    amount: int
    state: str = SENT


@dataclass
class Model:
    """Every level of the chain of custody as one pot per record."""

    pots: dict[tuple[object, ...], Pot] = field(default_factory=lambda: defaultdict(Pot))
    promises: list[Promise] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    claims: list[tuple[int, int]] = field(default_factory=list)
    holds: dict[int, int | None] = field(default_factory=dict)
    posted_holds: dict[int, int] = field(default_factory=dict)
    is_closed: bool = False
    vouchers: int = 0

    def move(self, source: tuple[object, ...], target: tuple[object, ...], amount: int) -> None:
        self.pots[source].left += amount
        self.pots[target].came += amount

    def may_leave(self, source: tuple[object, ...], amount: int) -> bool:
        return self.pots[source].free >= amount

    def posted(self) -> None:
        self.vouchers += 1

    def appropriate(self, amount: int) -> bool:
        if self.is_closed:
            return False
        self.pots["appropriation",].came += amount
        self.posted()
        return True

    def allot(self, amount: int) -> bool:
        if self.is_closed or not self.may_leave(("appropriation",), amount):
            return False
        self.move(("appropriation",), ("line",), amount)
        self.posted()
        return True

    def close(self) -> bool:
        """The year ends: what is free lapses; nothing may wait for an end."""
        is_open = any(self.holds.values()) or bool(self.waiting_payments())
        if self.is_closed or is_open:
            return False
        self.is_closed = True
        free = [(level,) for level in ("line", "appropriation") if self.pots[level,].free]
        for level in free:
            self.move(level, ("lapsed",), self.pots[level].free)
        self.vouchers += bool(free)
        return True

    def give_back(self, source: tuple[object, ...], amount: int) -> None:
        """To the line; what comes back to a closed year lapses at once."""
        self.move(source, ("line",), amount)
        self.lapse(amount)

    def lapse(self, amount: int) -> None:
        if self.is_closed:
            self.move(("line",), ("lapsed",), amount)

    def is_taken(self, ground: str) -> bool:
        return any(p.ground == ground and not p.is_cancelled for p in self.promises)

    def agree(self, ground: str, amounts: list[int], hold: int | None = None) -> bool:
        """A grant; ``hold`` is a reservation that is freed with it."""
        freed = self.holds[hold] if hold is not None else 0
        if self.is_closed or freed is None or self.is_taken(ground):
            return False
        if self.pots["line",].free + freed < sum(amounts):
            return False
        if hold is not None:
            self.pots["line",].held -= freed
            self.holds[hold] = None
        self.move(("line",), ("obligation", len(self.promises)), sum(amounts))
        self.promises.append(Promise(ground, [Part(amount) for amount in amounts]))
        self.posted()
        return True

    def accept(self, grant: int, part: int, amount: int) -> bool:
        promise = self.promises[grant]
        wanted = promise.parts[part]
        if wanted.state != PLANNED or promise.is_cancelled:
            return False
        self.move(("obligation", grant), ("accepted", grant, part), amount)
        if amount < wanted.planned:
            self.give_back(("obligation", grant), wanted.planned - amount)
        wanted.state, wanted.accepted, wanted.is_late = ACCEPTED, amount, self.is_closed
        self.posted()
        return True

    def release(self, grant: int, *, is_cancelled: bool) -> bool:
        promise = self.promises[grant]
        waiting = [part for part in promise.parts if part.state == PLANNED]
        some_accepted = any(part.state == ACCEPTED for part in promise.parts)
        if not waiting or promise.is_cancelled or (is_cancelled and some_accepted):
            return False
        for part in waiting:
            self.give_back(("obligation", grant), part.planned)
            part.state, part.is_late = RELEASED, self.is_closed
        promise.is_cancelled = is_cancelled
        self.posted()
        return True

    def send(self, grant: int, part: int) -> int:
        """The amount that goes to the treasury; nothing when nothing is payable."""
        amount = self.pots["accepted", grant, part].free
        if amount > 0:
            self.move(("accepted", grant, part), ("payable", grant), amount)
            self.pots["payable", grant].held += amount
            self.payments.append(Payment(grant, part, amount))
            self.posted()
        return max(amount, 0)

    def answer(self, place: int, paid: int) -> bool:
        payment = self.payments[place]
        if payment.state != SENT:
            return False
        self.pots["payable", payment.grant].held -= payment.amount
        if paid:
            self.move(("payable", payment.grant), ("paid", payment.grant), paid)
        rest = payment.amount - paid
        if rest:
            back = ("accepted", payment.grant, payment.part)
            self.move(("payable", payment.grant), back, rest)
        payment.state = PAID if paid else REFUSED
        self.posted()
        return True

    def waiting_payments(self) -> list[int]:
        return [place for place, one in enumerate(self.payments) if one.state == SENT]

    def claim_back(self, grant: int, amount: int) -> bool:
        if not self.may_leave(("paid", grant), amount):
            return False
        self.move(("paid", grant), ("recoverable", len(self.claims)), amount)
        self.claims.append((grant, amount))
        self.posted()
        return True

    def recover(self, claim: int, amount: int) -> bool:
        if not self.may_leave(("recoverable", claim), amount):
            return False
        self.move(("recoverable", claim), ("recovered", claim), amount)
        self.posted()
        return True

    def hold(self, amount: int) -> bool:
        if self.is_closed or not self.may_leave(("line",), amount):
            return False
        self.pots["line",].held += amount
        self.holds[len(self.holds)] = amount
        self.posted()
        return True

    def resolve(self, hold: int, posted: int) -> bool:
        """``posted`` of the hold leaves for good; the rest is free again."""
        amount = self.holds[hold]
        if amount is None:
            return False
        self.pots["line",].held -= amount
        if posted:
            self.move(("line",), ("held",), posted)
            self.posted_holds[hold] = posted
        self.holds[hold] = None
        self.posted()
        return True

    def undo_resolve(self, hold: int) -> bool:
        """What was posted of a hold comes back, once; what was let go cannot."""
        posted = self.posted_holds.pop(hold, 0)
        if not posted:
            return False
        self._unmove(("line",), ("held",), posted)
        self.lapse(posted)
        self.posted()
        return True

    def undo_release(self, grant: int) -> bool:
        """Possible while what was released is still free, and the ground still too."""
        promise = self.promises[grant]
        released = [part for part in promise.parts if part.state == RELEASED]
        total = sum(part.planned for part in released)
        if not released or (promise.is_cancelled and self.is_taken(promise.ground)):
            return False
        if not self._take_back(total, is_late=released[0].is_late):
            return False
        self.pots["obligation", grant].left -= total
        for part in released:
            part.state, part.is_late = PLANNED, False
        promise.is_cancelled = False
        self.posted()
        return True

    def _take_back(self, total: int, *, is_late: bool) -> bool:
        """What was given back leaves the line again, or the lapsed money where it went on to."""
        if self.is_closed and not is_late and total:
            return False
        if is_late:
            self.pots["lapsed",].came -= total
            self.pots["line",].left -= total
        elif self.pots["line",].free < total:
            return False
        self.pots["line",].came -= total
        return True

    def undo_agree(self, grant: int) -> bool:
        promise = self.promises[grant]
        total = sum(part.planned for part in promise.parts)
        if promise.is_cancelled or self.pots["obligation", grant].free < total:
            return False
        if any(part.state != PLANNED for part in promise.parts):
            return False
        self._unmove(("line",), ("obligation", grant), total)
        self.lapse(total)
        promise.is_cancelled = True
        self.posted()
        return True

    def undo_accept(self, grant: int, part: int) -> bool:
        """Possible while nothing of it went on, and what was released is still free."""
        done = self.promises[grant].parts[part]
        rest = done.planned - done.accepted
        is_there = self.pots["accepted", grant, part].free >= done.accepted
        if done.state != ACCEPTED or not is_there:
            return False
        if not self._take_back(rest, is_late=done.is_late):
            return False
        self._unmove(("obligation", grant), ("accepted", grant, part), done.accepted)
        self.pots["obligation", grant].left -= rest
        done.state, done.accepted = PLANNED, 0
        self.posted()
        return True

    def _unmove(self, source: tuple[object, ...], target: tuple[object, ...], amount: int) -> None:
        self.pots[source].left -= amount
        self.pots[target].came -= amount
