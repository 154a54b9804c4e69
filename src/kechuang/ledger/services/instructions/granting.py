"""Instructions about grants and their tranches."""

from __future__ import annotations

from typing import Any

from kechuang.ledger.grounds import Ground, other_ground
from kechuang.ledger.models import BudgetLine, Grant, Instruction, Scheme, Tranche, Voucher
from kechuang.ledger.services.entries import Warrant
from kechuang.ledger.services.grants import agree_grant
from kechuang.ledger.services.instructions.budgeting import reservation_of
from kechuang.ledger.services.instructions.contents import (
    Content,
    read_choice,
    read_day,
    read_record,
    unfit,
)
from kechuang.ledger.services.milestones import accept_tranche, release_tranches
from kechuang.ledger.services.plans import FundPlan, GrantPlan, Rule, TranchePlan
from kechuang.ledger.states import Condition, FundSource, GrantMode, GroundKind
from kechuang.parties.models import Party

LINES = BudgetLine.objects.select_related("scheme", "appropriation", "account")


def promise_grant(warrant: Warrant, content: Content) -> Voucher:
    """``GrantPlan.as_content()``, and ``reservation`` (transfer id or null)."""
    is_held = content.values.get("reservation") is not None
    return agree_grant(
        warrant=warrant,
        plan=grant_plan(content),
        reservation=reservation_of(content, "reservation") if is_held else None,
    )


def accept(warrant: Warrant, content: Content) -> Voucher:
    """``tranche`` (pk), ``acceptance``, ``amount_fen`` (null: in whole)."""
    return accept_tranche(
        warrant=warrant,
        tranche=content.one("tranche", Tranche.objects.select_related("grant__scheme__book")),
        acceptance=content.text("acceptance"),
        amount_fen=content.whole_or_none("amount_fen"),
    )


def release(warrant: Warrant, content: Content) -> Voucher:
    """``grant`` (number), ``reason``, ``is_cancelled``."""
    return release_tranches(
        warrant=warrant,
        grant=content.one("grant", Grant.objects.select_related("scheme__book"), by="number"),
        reason=content.text("reason"),
        is_cancelled=content.flag("is_cancelled"),
    )


def grant_plan(content: Content) -> GrantPlan:
    """The plan whose ``as_content()`` this is."""
    period = content.rows("period")
    if len(period) != 2:
        raise unfit("period")
    return GrantPlan(
        scheme=content.one("scheme", Scheme.objects.select_related("book"), by="code"),
        party=content.one("party", Party.objects.all(), by="credit_code"),
        title=content.text("title"),
        ground=_ground(content),
        period_from=read_day(period[0], "period"),
        period_to=read_day(period[1], "period"),
        mode=content.choice("mode", GrantMode),
        decision=content.text("decision"),
        funds=tuple(_fund(*row) for row in _table(content, "funds", 3)),
        tranches=tuple(_tranche(*row) for row in _table(content, "tranches", 4)),
        rule=_rule(content),
    )


def grant_plan_of(instruction: Instruction) -> GrantPlan:
    """What an ``agree_grant`` instruction asks for."""
    return grant_plan(Content(instruction.content))


def _ground(content: Content) -> Ground:
    """Kind, number and words; what was prepared before there were kinds is in words."""
    given = content.values.get("ground")
    if isinstance(given, str):
        return other_ground(content.text("ground"))
    if not isinstance(given, dict) or not isinstance(given.get("words"), str):
        raise unfit("ground")
    values = Content(given)
    return Ground(values.choice("kind", GroundKind), values.text("number"), given["words"])


def _table(content: Content, name: str, columns: int) -> list[list[Any]]:
    rows = content.rows(name)
    if not all(isinstance(row, list) and len(row) == columns for row in rows):
        raise unfit(name)
    return rows


def _fund(source: Any, weight: Any, line: Any) -> FundPlan:
    chosen = read_record(line, LINES, "line") if line is not None else None
    values = Content({"weight": weight})
    return FundPlan(read_choice(source, FundSource, "source"), values.whole("weight"), chosen)


def _tranche(title: Any, amount_fen: Any, condition: Any, due_on: Any) -> TranchePlan:
    values = Content({"title": title, "amount_fen": amount_fen})
    return TranchePlan(
        title=values.text("title"),
        amount_fen=values.whole("amount_fen"),
        condition=read_choice(condition, Condition, "condition"),
        due_on=read_day(due_on, "due_on") if due_on is not None else None,
    )


def _rule(content: Content) -> Rule:
    values = content.rows("rule")
    if len(values) != 4 or not all(isinstance(value, str) for value in values[:3]):
        raise unfit("rule")
    pack, digest, clause, entitlement_id = values
    return Rule(
        pack, digest, clause, Content({"entitlement": entitlement_id}).whole_or_none("entitlement")
    )
