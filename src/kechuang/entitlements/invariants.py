"""What must hold of the answers that sealed sweeps gave."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.entitlements.evidence import unpack_evidence
from kechuang.entitlements.models import Entitlement
from kechuang.entitlements.nearness import conditions_in, widest_bp
from kechuang.packs.models import PackVersion
from kechuang.parties.states import PartyKind
from kechuang.runs.models import SWEEP, Run, RunState
from kechuang.runs.selectors import latest_sweep

COLUMNS = ("pack_id", "pack_digest", "clause_id", "verdict", "is_near_miss", "missing", "gaps")
NO_AMOUNT: dict[str, Any] = {"kind": "", "low_fen": None, "high_fen": None}
AMOUNTS = (
    Q(amount_kind="", low_fen=None, high_fen=None)
    | Q(amount_kind="undetermined", low_fen=None)
    | Q(amount_kind="exact", low_fen__gte=0, high_fen=F("low_fen"))
    | Q(amount_kind="ceiling", low_fen=0, high_fen__gte=0)
    | Q(amount_kind="range", low_fen__gte=0, high_fen=None)
    | Q(amount_kind="range", low_fen__gte=0, high_fen__gte=F("low_fen"))
)


def without_pack() -> Iterator[Finding]:
    kept = PackVersion.objects.filter(pack_id=OuterRef("pack_id"), digest=OuterRef("pack_digest"))
    versions = Entitlement.objects.filter(~Exists(kept)).order_by()
    for pack, digest in versions.values_list("pack_id", "pack_digest").distinct():
        yield found(f"{pack} {digest[:12]}", "没有保存这一版本的政策包", "this version is not kept")


def not_enterprises() -> Iterator[Finding]:
    others = Entitlement.objects.exclude(party__kind=PartyKind.ENTERPRISE).order_by()
    for code in others.values_list("party__credit_code", flat=True).distinct():
        yield found(code, "不是企业却有适用结论", "it has answers but is no enterprise")


def missing_answers() -> Iterator[Finding]:
    """Every enterprise of a run is answered for every clause, so all clauses have as many."""
    for run in _sealed():
        answers = Entitlement.objects.filter(run=run).order_by()
        parties = answers.values("party").distinct().count()
        clauses = answers.values_list("pack_id", "clause_id").annotate(n=Count("pk"))
        for pack, clause, n in clauses.exclude(n=parties):
            yield found(
                f"#{run.pk} {pack}/{clause}",
                f"{n} 条结论，应有 {parties} 条",
                f"{n} answers, not {parties}",
            )


def miscounted_answers() -> Iterator[Finding]:
    for run in _sealed():
        answers = Entitlement.objects.filter(run=run)
        rows = {"answers": answers.count(), "met": answers.filter(verdict="met").count()}
        if any(run.counts.get(name) != number for name, number in rows.items()):
            yield found(f"#{run.pk}", f"封存数量与表不符：{rows}", f"sealed otherwise than {rows}")


def disordered_amounts() -> Iterator[Finding]:
    for row in Entitlement.objects.exclude(AMOUNTS).defer("evidence").iterator():
        yield found(_place(row), "金额性质与上下限不符", "its bounds do not fit its kind of amount")


def unlike_their_evidence() -> Iterator[Finding]:
    answers = Entitlement.objects.filter(run=latest_sweep()).select_related("party", "run")
    for row in answers.iterator():
        if not _is_as_evident(row):
            yield found(_place(row), "结论与其依据不符", "it differs from its evidence")


def _is_as_evident(row: Entitlement) -> bool:
    try:
        answer = unpack_evidence(row.evidence)
    except (zlib.error, ValueError):
        return False
    amount = answer["amount"] or NO_AMOUNT
    shown = [
        row.party.credit_code,
        row.run.on.isoformat(),
        row.amount_kind,
        row.low_fen,
        row.high_fen,
    ]
    evident = [answer["subject"], answer["on"], *(amount[name] for name in NO_AMOUNT)]
    same = all(getattr(row, name) == answer[name] for name in COLUMNS)
    return shown == evident and same and _is_as_near(row, answer["gaps"])


def _is_as_near(row: Entitlement, gaps: list[dict[str, Any]]) -> bool:
    told = len(gaps), conditions_in(gaps), widest_bp(gaps)
    return (row.unmet, row.lacks, row.widest_bp) == told


def _sealed() -> Iterator[Run]:
    return Run.objects.filter(kind=SWEEP, state=RunState.COMPLETED).iterator()


def _place(row: Entitlement) -> str:
    return f"#{row.run_id} {row.pk} {row.pack_id}/{row.clause_id}"


INVARIANTS = (
    Invariant(
        "entitlements.answers_name_kept_packs",
        Text(
            "每条结论所依据的政策包版本都有保存",
            "Every answer names a version of a pack that is kept",
        ),
        without_pack,
    ),
    Invariant(
        "entitlements.answers_are_about_enterprises",
        Text("适用结论只对企业作出", "Answers are about enterprises only"),
        not_enterprises,
    ),
    Invariant(
        "entitlements.no_answer_is_missing",
        Text(
            "每次计算中每家企业对每个条款都有结论",
            "In every sealed run each enterprise has an answer to each clause",
        ),
        missing_answers,
    ),
    Invariant(
        "entitlements.counts_are_as_sealed",
        Text(
            "结论数与符合数等于封存的数量",
            "There are as many answers, and met ones, as were sealed",
        ),
        miscounted_answers,
    ),
    Invariant(
        "entitlements.amounts_fit_their_kind",
        Text(
            "确数、上限、区间与金额上下限相符",
            "Exact sums, ceilings and ranges have the bounds they need",
        ),
        disordered_amounts,
    ),
    Invariant(
        "entitlements.answers_are_their_evidence",
        Text(
            "最近一次计算的每条结论与其完整依据一致",
            "Every answer of the latest sweep is what its evidence says",
        ),
        unlike_their_evidence,
    ),
)
