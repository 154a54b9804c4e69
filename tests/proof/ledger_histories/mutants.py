"""The ledger with one fault each: a proof that misses one of them proves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any
from unittest import mock

from kechuang.ledger.services import (
    budget,
    closed_budgets,
    entries,
    grants,
    milestones,
    posting,
    recoveries,
    reservations,
    reversals,
    running_totals,
    sending,
    settling,
    undoing,
    year_end,
)
from kechuang.ledger.states import Phase

Mutant = Callable[[], AbstractContextManager[Any]]


def swapped(module: Any, name: str, replacement: Any) -> Mutant:
    return lambda: mock.patch.object(module, name, replacement)


def not_undone(command: str) -> Mutant:
    return swapped(reversals, "UNDO", {**undoing.UNDO, command: undoing._nothing})


def no_replays(order: Any) -> None:
    posting._locked_year(order)


def movements_keep_pending(self: entries.Entry) -> Iterator[entries.Movement]:
    for account, total, change in original_movements(self):
        if not (self.pending is not None and total.endswith("pending_fen")):
            yield account, total, change


def movements_red_is_black(self: entries.Entry) -> Iterator[entries.Movement]:
    for account, total, change in original_movements(self):
        yield account, total, abs(change) if self.reverses else change


def movements_debit_only(self: entries.Entry) -> Iterator[entries.Movement]:
    for account, total, change in original_movements(self):
        if total != entries.CREDITS_PENDING:
            yield account, total, change


def accept_without_release(part: Any, amount_fen: int) -> list[Any]:
    return list(original_accepted(part, amount_fen))[:1]


def refused_stays_payable(item: Any, answer: Any) -> list[Any]:
    return original_settled(item, answer)[:1]


def pays_all_that_was_asked(item: Any, answer: Any) -> list[Any]:
    if not answer.is_paid:
        return original_settled(item, answer)
    return [entries.Resolution(item.pending, Phase.POST, item.amount_fen).entry()]


def forgets_rounds(entry: Any) -> int:
    return 1


def gives_a_number_twice(order: Any) -> Any:
    year = original_year(order)
    year.last_number = max(year.last_number - 1, 0)
    return year


def partial_hold_is_whole(self: entries.Resolution) -> Any:
    return original_resolution(entries.Resolution(self.pending, self.phase))


@contextmanager
def replays_posted_again() -> Iterator[None]:
    """Every command imports the check by name, so it is switched off in each."""
    with ExitStack() as stack:
        for module in (budget, grants, milestones, recoveries, reservations, reversals, sending):
            stack.enter_context(mock.patch.object(module, "posted_before", no_replays))
        yield


@contextmanager
def half_a_claw_back() -> Iterator[None]:
    original = recoveries.Entry

    def half(*arguments: Any, **named: Any) -> Any:
        named["amount_fen"] = max(1, named["amount_fen"] // 2)
        return original(*arguments, **named)

    with mock.patch.object(recoveries, "Entry", half):
        yield


original_movements = entries.Entry.movements
original_accepted = milestones._accepted
original_settled = settling._entries
original_year = posting._locked_year
original_resolution = entries.Resolution.entry

MUTANTS: dict[str, Mutant] = {
    "replays are posted again": replays_posted_again,
    "red adds instead of taking back": swapped(entries.Entry, "movements", movements_red_is_black),
    "limits are not looked at": swapped(running_totals, "WITHIN_LIMITS", ""),
    "resolved reservations stay held": swapped(entries.Entry, "movements", movements_keep_pending),
    "pending credits are forgotten": swapped(entries.Entry, "movements", movements_debit_only),
    "partial acceptance keeps the rest": swapped(milestones, "_accepted", accept_without_release),
    "a refused payment stays payable": swapped(settling, "_entries", refused_stays_payable),
    "a part payment counts as whole": swapped(settling, "_entries", pays_all_that_was_asked),
    "what was reversed cannot be posted again": swapped(posting, "_round", forgets_rounds),
    "numbers are given twice": swapped(posting, "_locked_year", gives_a_number_twice),
    "a part of a reservation takes all": swapped(
        entries.Resolution, "entry", partial_hold_is_whole
    ),
    "half of a claw-back is asked": half_a_claw_back,
    "a reservation expires too early": swapped(
        reservations, "_require_resolvable", lambda *arguments: None
    ),
    "a reversed grant keeps its ground": not_undone("agree_grant"),
    "a reversed acceptance stays accepted": not_undone("accept_tranche"),
    "a reversed release stays released": not_undone("release_tranches"),
    "what a closed year gets back is free again": swapped(
        closed_budgets, "_onward", lambda *arguments: []
    ),
    "a closed year gives money again": swapped(
        closed_budgets, "_refuse_new", lambda *arguments: None
    ),
    "free budget survives its year": swapped(year_end, "_from_lines", lambda *a, **b: []),
}
