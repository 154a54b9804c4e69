"""Freezing a dry run into a list."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated
from kechuang.base.registry.numbers import open_series, take_numbers
from kechuang.base.turns import take_turn
from kechuang.cases.models import ProcedureVersion, Round
from kechuang.cases.selectors import procedure_of
from kechuang.cases.services import open_round
from kechuang.ledger.models import BudgetLine
from kechuang.offers.access import can_handle_lists
from kechuang.offers.models import ListSeries, Offer, OfferList
from kechuang.offers.refusals import NOT_FROZEN, changed_since, offered_before
from kechuang.offers.selectors.planning import Asked, Plan, plan_of
from kechuang.offers.services.standing import signature
from kechuang.offers.states import OFFER_PROCEDURE, PAYABLE_KINDS, ListState
from kechuang.policies.models import PolicyClause
from kechuang.runs.models import Run, RunState

PREFIX = "MS"


def asked_of(
    *, run: Run, clause: PolicyClause, year: int, line: BudgetLine, version: ProcedureVersion
) -> Asked:
    """What a list of these would be made of; the procedure says what a short budget means."""
    _refuse_unpayable(clause)
    _refuse_unfit(run, version)
    when_short = str(procedure_of(version).options["when_short"].default)
    return Asked(run, clause.document.pack_id, clause.clause_id, year, line, when_short)


@transaction.atomic
def freeze_list(
    *,
    by: Actor,
    at: datetime,
    run: Run,
    clause: PolicyClause,
    year: int,
    line: BudgetLine,
    version: ProcedureVersion,
    decision: str,
    digest: str,
) -> OfferList:
    """Keep what the dry run with ``digest`` showed; nobody is told yet and no money moves.

    Raises ``ChangedSince`` when it would come out otherwise now, and ``OfferedBefore`` when
    another list took one of the firms meanwhile.
    """
    require(can_handle_lists(by), Text("冻结免申即享清单", "freeze a list of offers"))
    said = stated(NOT_FROZEN, decision)
    take_turn(f"offers from line {line.pk}")
    plan = plan_of(
        asked_of(run=run, clause=clause, year=year, line=line, version=version), on=localdate(at)
    )
    _refuse_other(plan, digest)
    (number,) = take_numbers(open_series(ListSeries, prefix=PREFIX, year=localdate(at).year), 1)
    kept_round = _opened(number, clause, version, by, at)
    offer_list = _kept(plan, number, clause, kept_round, said, by, at)
    _keep_offers(offer_list, plan)
    payload = {
        "number": number,
        "clause": plan.asked.clause,
        "year": year,
        "offers": len(plan.rows),
        "total_fen": plan.total_fen,
        "digest": plan.digest,
    }
    record(by=by, at=at, command="freeze_offers", target=offer_list, payload=payload)
    return offer_list


def _opened(
    number: str, clause: PolicyClause, version: ProcedureVersion, by: Actor, at: datetime
) -> Round:
    return open_round(
        by=by,
        at=at,
        code=number.lower(),
        title=f"{clause.title}（{number}）"[-200:],
        title_en=f"{clause.title_en} ({number})"[-300:],
        version=version,
    )


def _kept(
    plan: Plan,
    number: str,
    clause: PolicyClause,
    kept_round: Round,
    decision: str,
    by: Actor,
    at: datetime,
) -> OfferList:
    document = clause.document
    return OfferList.objects.create(
        number=number,
        title=clause.title,
        title_en=clause.title_en,
        article=f"{document.title}（{document.doc_no}）{clause.article}",
        article_en=f"{document.title_en} ({document.doc_no}), {clause.article_en}",
        decision=decision,
        round=kept_round,
        asked_fen=plan.asked_fen,
        total_fen=plan.total_fen,
        apart=plan.apart,
        content_digest=plan.digest,
        state=ListState.FROZEN,
        **vars(plan.head),
        **signature("frozen", by, at),
    )


def _keep_offers(offer_list: OfferList, plan: Plan) -> None:
    """The database refuses a firm that has a live offer under the clause for the year."""
    rows = [
        Offer(
            offer_list=offer_list,
            position=place,
            pack_id=offer_list.pack_id,
            clause_id=offer_list.clause_id,
            year=offer_list.year,
            **vars(row),
        )
        for place, row in enumerate(plan.rows, start=1)
    ]
    try:
        with transaction.atomic():
            Offer.objects.bulk_create(rows, batch_size=1_000)
    except IntegrityError as clash:
        raise offered_before() from clash


def _refuse_other(plan: Plan, digest: str) -> None:
    if plan.digest != digest:
        raise changed_since()
    if not plan.rows:
        raise invalid(
            NOT_FROZEN,
            "没有可以告知的企业",
            "nobody is to be offered anything",
            Text("请换一个条款、年度或预算项目", "Choose another clause, year or budget line"),
        )


def _refuse_unpayable(clause: PolicyClause) -> None:
    if clause.kind not in PAYABLE_KINDS:
        raise invalid(
            NOT_FROZEN,
            f"“{clause.title}”不是由主管部门支付的补助、奖励或创新券",
            f"“{clause.title_en}” is no subsidy, award or voucher that the bureau pays",
            Text("请选择补助、奖励或创新券条款", "Choose a subsidy, an award or a voucher"),
        )


def _refuse_unfit(run: Run, version: ProcedureVersion) -> None:
    if OFFER_PROCEDURE not in (version.procedure_id, version.adopted_from):
        raise invalid(
            NOT_FROZEN,
            f"“{version.title}”不是免申即享流程",
            f"“{version.title_en}” is no procedure of offers",
        )
    if run.state != RunState.COMPLETED:
        raise invalid(NOT_FROZEN, "全区域计算尚未完成", "the sweep is not complete")
