"""What waits for a second person, and what it would do to the accounts as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from kechuang.base.actors import Actor
from kechuang.engines.wording import Text
from kechuang.ledger.access import can_approve
from kechuang.ledger.models import Account, Grant, Instruction
from kechuang.ledger.selectors.grant_file import vouchers_of_grant
from kechuang.ledger.states import AccountRole, InstructionState

FreeByCode = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Change:
    """What is free on one account before and after; ``is_new`` when the command opens it."""

    name: str
    level: str
    is_new: bool
    before_fen: int
    after_fen: int

    @property
    def moved_fen(self) -> int:
        return self.after_fen - self.before_fen

    @property
    def is_short(self) -> bool:
        return self.after_fen < 0


@dataclass(frozen=True)
class Asked:
    """An instruction with its effect: on the accounts of now while it waits, else as foreseen."""

    instruction: Instruction
    summary: Text
    amount_fen: int
    changes: list[Change]

    @property
    def is_short(self) -> bool:
        return any(change.is_short for change in self.changes)


def listed_instructions() -> QuerySet[Instruction]:
    return Instruction.objects.select_related("voucher__book")


def waiting_instructions() -> QuerySet[Instruction]:
    """Prepared and not decided yet, the oldest first."""
    return listed_instructions().filter(state=InstructionState.PREPARED).order_by("prepared_at")


def waiting_for(actor: Actor) -> QuerySet[Instruction]:
    """What the actor may approve: prepared by somebody else."""
    if not can_approve(actor):
        return Instruction.objects.none()
    return waiting_instructions().exclude(prepared_by_id=actor.account_id)


def waiting_about(grant: Grant) -> QuerySet[Instruction]:
    """What waits about the grant, its tranches, shares, claw-backs or vouchers."""
    about = (
        Q(content__grant=grant.number)
        | Q(content__tranche__in=list(grant.tranches.values_list("pk", flat=True)))
        | Q(content__share__in=list(grant.shares.values_list("pk", flat=True)))
        | Q(content__claw_back__in=list(grant.shares.values_list("claw_backs", flat=True)))
        | Q(content__voucher__in=list(vouchers_of_grant(grant).values_list("pk", flat=True)))
    )
    return waiting_instructions().filter(about)


def with_effects(instructions: Iterable[Instruction]) -> list[Asked]:
    """Each with its effect, the accounts of all of them read at once."""
    asked = list(instructions)
    free = _free_by_code(asked)
    return [_asked(instruction, free) for instruction in asked]


def rehearsed_changes(foreseen: Mapping[str, Any]) -> list[Change]:
    """The effect of a command that was rehearsed just now."""
    return [_change({"is_new": False, **row}, foreseen["book"], {}) for row in foreseen["accounts"]]


def _free_by_code(asked: list[Instruction]) -> FreeByCode:
    codes = {row["code"] for each in asked for row in each.foreseen["accounts"]}
    accounts = Account.objects.filter(code__in=codes).select_related("book") if codes else []
    return {(account.book.code, account.code): account.free_fen for account in accounts}


def _asked(instruction: Instruction, free: FreeByCode) -> Asked:
    foreseen = instruction.foreseen
    now = free if instruction.state == InstructionState.PREPARED else {}
    return Asked(
        instruction=instruction,
        summary=Text(foreseen["summary"]["zh"], foreseen["summary"]["en"]),
        amount_fen=foreseen["amount_fen"],
        changes=[_change(row, foreseen["book"], now) for row in foreseen["accounts"]],
    )


def _change(row: dict[str, Any], book: str, free: FreeByCode) -> Change:
    before = row["before_fen"]
    if not row["is_new"]:
        before = free.get((book, row["code"]), before)
    return Change(
        name=row["name"],
        level=str(AccountRole(row["role"]).label),
        is_new=row["is_new"],
        before_fen=before,
        after_fen=before + row["after_fen"] - row["before_fen"],
    )
