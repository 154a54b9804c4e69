"""Formal checks: made by rule, kept with what they read; people add facts, never verdicts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated, wrong_state
from kechuang.cases.models import Case
from kechuang.cases.selectors import procedure_of
from kechuang.engines.flow import Effect, Procedure
from kechuang.files.models import StoredFile
from kechuang.programmes.access import is_officer, person_of, refuse_interest
from kechuang.programmes.models import Bid, CheckResult, SuppliedFinding
from kechuang.programmes.refusals import NOT_CHECKED, NOT_SUPPLIED
from kechuang.programmes.selectors.checks import Finding, findings_of
from kechuang.programmes.states import CHECKING, SUPPLIABLE, CheckKind, Verdict

SUPPLY = Text("补充核查事实", "supply a fact for the check")


@transaction.atomic
def check_bid(*, by: Actor, at: datetime, bid: Bid) -> tuple[CheckResult, ...]:
    """Let the rules judge an opened bid anew, for example after a register was read."""
    require(is_officer(by, bid.case), Text("办理形式审查", "make the formal check"))
    _refuse_unless_checking(bid, NOT_CHECKED)
    return record_checks(bid, by=by, at=at, occasion="check_bid")


@transaction.atomic
def supply_finding(
    *,
    by: Actor,
    at: datetime,
    bid: Bid,
    kind: str,
    is_found: bool,
    statement: str,
    source: str,
    document: StoredFile,
) -> SuppliedFinding:
    """Add a fact read outside the platform, with its source and the document that shows it.

    It fills in what the rules do not know. Where a rule found something against the bid, a
    statement to the contrary is refused: the register itself must be corrected.
    """
    require(is_officer(by, bid.case), SUPPLY)
    person = person_of(by, SUPPLY)
    _refuse_unless_checking(bid, NOT_SUPPLIED)
    _refuse_overruling(bid, kind, is_found, at)
    require(document.owner_id == by.account_id, Text("提交此材料", "give this document"))
    row = SuppliedFinding.objects.create(
        bid=bid,
        kind=kind,
        is_found=is_found,
        statement=stated(NOT_SUPPLIED, statement),
        source=stated(NOT_SUPPLIED, source),
        document=document,
        supplied_at=at,
        supplied_by_id=person,
    )
    payload = {
        "case": bid.case.number,
        "kind": kind,
        "is_found": is_found,
        "source": row.source,
        "document": document.digest,
    }
    record(by=by, at=at, command="supply_finding", target=row, payload=payload)
    record_checks(bid, by=by, at=at, occasion="supply_finding")
    return row


def admit_bid(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``make_blind_copy``: keeps the checks that admitted the bid. The copies themselves
    are made by the review, when all bids of the item are sent to it together."""
    refuse_interest(by, case, Text("通过形式审查", "admit the bid"))
    record_checks(Bid.objects.get(case=case), by=by, at=at, occasion="admit")


def record_checks(bid: Bid, *, by: Actor, at: datetime, occasion: str) -> tuple[CheckResult, ...]:
    """Keep what every rule finds now, with the facts and sources it read."""
    procedure = procedure_of(bid.case.round.version)
    rows = [_row(bid, one, procedure, occasion, at) for one in findings_of(bid, at)]
    for row in rows:
        row.save(force_insert=True)
    payload = {"occasion": occasion, "verdicts": {row.kind: row.verdict for row in rows}}
    record(by=by, at=at, command="record_checks", target=bid, payload=payload)
    return tuple(rows)


def _row(
    bid: Bid, finding: Finding, procedure: Procedure, occasion: str, at: datetime
) -> CheckResult:
    return CheckResult(
        bid=bid,
        kind=finding.kind,
        verdict=finding.verdict,
        reasons=[why._asdict() for why in finding.reasons],
        facts=list(finding.facts),
        sources=list(finding.sources),
        basis=_basis(procedure, finding.kind),
        occasion=occasion,
        checked_at=at,
    )


def _basis(procedure: Procedure, kind: CheckKind) -> list[dict[str, Any]]:
    return [
        {
            "source": procedure.sources[one.source].title._asdict() if one.source else None,
            "article": one.article._asdict(),
            "is_example": one.is_example,
        }
        for one in procedure.checks[kind].basis
    ]


def _refuse_unless_checking(bid: Bid, what: Text) -> None:
    state = Case.objects.select_for_update().get(pk=bid.case_id).state
    if state != CHECKING or bid.opened_at is None:
        raise wrong_state(what, "方案不在形式审查中", "the bid is not in its formal check")


def _refuse_overruling(bid: Bid, kind: str, is_found: bool, at: datetime) -> None:
    if kind not in SUPPLIABLE:
        raise invalid(
            NOT_SUPPLIED,
            "这一项由平台按封存内容计算，不接受补充",
            "this check is computed from the sealed bid and takes no addition",
            Text("请由揭榜方申诉或补正", "Let the bidder appeal or supplement"),
        )
    by_rule = next((one for one in findings_of(bid, at) if one.kind == kind), None)
    if by_rule is None:
        raise invalid(NOT_SUPPLIED, "本轮不核查这一项", "the round does not ask for this check")
    if not is_found and by_rule.verdict is Verdict.NOT_MET:
        why = by_rule.reasons[0]
        raise wrong_state(
            NOT_SUPPLIED,
            f"规则已发现：{why.zh}；人工不能推翻",
            f"the rule found: {why.en}; nobody overrules it by hand",
            Text(
                "如登记有误，请先在来源处更正登记，再重新核查",
                "If the register is wrong, have it corrected there and check again",
            ),
        )
