"""Procedures, rounds, drafts and papers are what was entered, and the guards of tables stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kechuang.audit.guards import lost_guards
from kechuang.audit.tracing import last_payloads, miscounted
from kechuang.base.errors import Refusal
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.base.registry.numbering import numbering_faults
from kechuang.cases.models import Case, CaseSeries, ClockExtension, ProcedureVersion, Round
from kechuang.cases.selectors.drafts import draft_at
from kechuang.cases.selectors.terms import compiled
from kechuang.engines.wording import Text

APPEND_ONLY = (
    "cases_procedureversion",
    "cases_round",
    "cases_clockextension",
    "cases_draftversion",
    "cases_attachment",
    "cases_casedocument",
    "cases_steptaken",
    "cases_letter",
    "cases_seal",
    "cases_casenotice",
)
FROZEN = ("cases_case", "cases_participant", "cases_publicity", "cases_objection")
CHUNK = 500


def altered_procedures() -> Iterator[Finding]:
    told = last_payloads(ProcedureVersion, "enter_procedure")
    for version in ProcedureVersion.objects.iterator():
        try:
            procedure = compiled(version.procedure_id, version.digest, version.source)
        except Refusal as unreadable:
            yield Finding(unreadable.why, str(version))
            continue
        entered = {"procedure": version.procedure_id, "digest": version.digest}
        if procedure.digest != version.digest or told.get(str(version.pk)) != entered:
            yield found(version, "不是载入时的内容", "it is not what was entered")


def altered_rounds() -> Iterator[Finding]:
    told = last_payloads(Round, "open_round")
    for row in Round.objects.select_related("version").iterator():
        opened = {"code": row.code, "procedure": row.version.digest, "options": row.options}
        if told.get(str(row.pk)) != opened:
            yield found(row.code, "不是开设时的内容", "it is not what was opened")


def altered_extensions() -> Iterator[Finding]:
    told = last_payloads(ClockExtension, "extend_clock")
    for row in ClockExtension.objects.select_related("round").iterator():
        granted = {
            "round": row.round.code,
            "clock": row.clock,
            "days": row.days,
            "until": row.until.isoformat() if row.until else "",
            "why": row.why,
        }
        if told.get(str(row.pk)) != granted:
            yield found(f"{row.round.code} {row.clock}", "延期与批准不符", "granted otherwise")


def wrong_numbers() -> Iterator[Finding]:
    return numbering_faults(Case, CaseSeries)


def miscounted_cases() -> Iterator[Finding]:
    return miscounted(Case, "begin_case")


def altered_drafts() -> Iterator[Finding]:
    for case in Case.objects.iterator(CHUNK):
        revisions = list(case.versions.order_by("revision").values_list("revision", flat=True))
        if revisions != list(range(1, case.revision + 1)):
            yield found(case.number, "草稿版次不连续", "its revisions have gaps")
        elif draft_at(case, case.revision) != case.draft:
            yield found(case.number, "草稿不是各次改动的结果", "its draft is not its changes")


def misplaced_papers() -> Iterator[Finding]:
    for case in Case.objects.prefetch_related("documents").iterator(CHUNK):
        filed = sorted({paper.document for paper in case.documents.all()})
        if case.situation["documents"] != filed:
            yield found(case.number, "材料与提交记录不符", "its documents are not those filed")


KEEPING = (
    Invariant(
        "cases.procedures_are_as_they_were_entered",
        Text("每个流程版本与载入时一致", "Every version of a procedure is what was entered"),
        altered_procedures,
    ),
    Invariant(
        "cases.rounds_are_as_they_were_opened",
        Text("每个轮次与开设时一致", "Every round is what was opened"),
        altered_rounds,
    ),
    Invariant(
        "cases.clocks_are_extended_as_granted",
        Text("统一延期与批准时一致", "Every extension is what was granted"),
        altered_extensions,
    ),
    Invariant(
        "cases.numbers_have_no_gap",
        Text("事项编号连续，不缺不多", "The numbers of cases follow each other without gaps"),
        wrong_numbers,
    ),
    Invariant(
        "cases.are_all_on_the_chain",
        Text("事项数与审计链记载相符", "There are as many cases as the chain tells of"),
        miscounted_cases,
    ),
    Invariant(
        "cases.drafts_are_their_history",
        Text("草稿等于各版改动之和", "Every draft is the sum of its saved changes"),
        altered_drafts,
    ),
    Invariant(
        "cases.documents_are_those_filed",
        Text("办理所依据的材料都已提交", "The documents of a case are those that were filed"),
        misplaced_papers,
    ),
    Invariant(
        "cases.guards_stand",
        Text("数据库中的保护都在", "The database's guards of cases stand"),
        partial(lost_guards, APPEND_ONLY, FROZEN),
    ),
)
