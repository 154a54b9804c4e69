"""Opening a year's plan from a place's option pack, and naming the money it draws on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require
from kechuang.cases.models import ProcedureVersion
from kechuang.cases.selectors import procedure_of
from kechuang.cases.services import open_round
from kechuang.engines.flow import Value
from kechuang.ledger.models import BudgetLine
from kechuang.programmes.access import can_open_programmes
from kechuang.programmes.measures import Measures, measures_in
from kechuang.programmes.models import MeasuresVersion, ProgrammeRound
from kechuang.programmes.refusals import NOT_OPENED
from kechuang.programmes.states import BID_PROCEDURE, ITEM_PROCEDURE


@transaction.atomic
def open_programme(
    *,
    by: Actor,
    at: datetime,
    code: str,
    year: int,
    title: str,
    version: ProcedureVersion,
    options: Mapping[str, Value] | None = None,
    line: BudgetLine | None = None,
    title_en: str = "",
) -> ProgrammeRound:
    """Open a round of items under the option pack ``version`` (one of ``place_packs``).

    It keeps procedures, options and measures as they are now; bids run under the bid procedure
    that was entered last. Raises ``TermsError`` for options that do not fit.
    """
    require(can_open_programmes(by), Text("开设揭榜计划", "open a challenge programme"))
    chosen = dict(options or {})
    _refuse_unfit(version, chosen)
    items_round = open_round(
        by=by, at=at, code=code, title=title, version=version, options=chosen, title_en=title_en
    )
    programme = ProgrammeRound.objects.create(
        code=code,
        year=year,
        title=items_round.title,
        title_en=items_round.title_en,
        items_round=items_round,
        bid_version=_bid_version(),
        measures=_kept(measures_in(settings.PACKS_FOLDER), at),
        line=line,
        opened_at=at,
        opened_by_id=by.account_id,
    )
    payload = {"code": code, "pack": version.digest, "measures": programme.measures.digest}
    record(by=by, at=at, command="open_programme", target=programme, payload=payload)
    return programme


@transaction.atomic
def name_budget_line(
    *, by: Actor, at: datetime, programme: ProgrammeRound, line: BudgetLine
) -> ProgrammeRound:
    """Say from which budget line awards are reserved; those reserved before stay where they are."""
    require(can_open_programmes(by), Text("指定预算项目", "name the budget line"))
    row = ProgrammeRound.objects.select_for_update().get(pk=programme.pk)
    row.line = line
    row.save(update_fields=["line"])
    payload = {"code": row.code, "line": line.pk}
    record(by=by, at=at, command="name_budget_line", target=row, payload=payload)
    return row


def _bid_version() -> ProcedureVersion:
    entered = ProcedureVersion.objects.filter(procedure_id=BID_PROCEDURE)
    latest = entered.order_by("-entered_at", "-pk").first()
    if latest is None:
        raise invalid(
            NOT_OPENED,
            "没有载入揭榜方案的流程",
            "the procedure of bids was not entered",
            Text("请先载入流程包", "Enter the procedure packs first"),
        )
    return latest


def _refuse_unfit(version: ProcedureVersion, options: Mapping[str, Value]) -> None:
    if ITEM_PROCEDURE not in {version.adopted_from, version.procedure_id}:
        raise invalid(
            NOT_OPENED,
            f"“{version.title}”不是揭榜挂帅的选项包",
            f"“{version.title_en}” is no challenge pack",
            Text("请选择一个地方的揭榜挂帅选项包", "Choose the challenge pack of a place"),
        )
    default = procedure_of(version).options["is_blind"].default
    if options.get("is_blind", default) is not True:
        raise invalid(
            NOT_OPENED,
            "本平台只办匿名评审",
            "the platform runs blind reviews only",
            Text("请保留“匿名评审”选项", "Keep the option “blind review”"),
        )


def _kept(measures: Measures, at: datetime) -> MeasuresVersion:
    told = {
        "title": measures.title.zh,
        "title_en": measures.title.en,
        "source": measures.source,
        "entered_at": at,
    }
    version, _ = MeasuresVersion.objects.get_or_create(digest=measures.digest, defaults=told)
    return version
