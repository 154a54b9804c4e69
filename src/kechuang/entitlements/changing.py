"""What a sweep answers otherwise than the one before: who gained a clause, who lost it, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from kechuang.base.actors import Actor
from kechuang.entitlements.evidence import unpack_evidence
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.entitlements.selectors import within_districts
from kechuang.parties.fact_words import fact_label, written_fact
from kechuang.runs.models import Run

GAINED, LOST = "gained", "lost"
MET = Q(verdict=VerdictChoice.MET)
Answer = Mapping[str, Any]
Facts = dict[tuple[str, str], Mapping[str, Any]]


def changed_answers(actor: Actor, change: str, *, now: Run, before: Run) -> QuerySet[Entitlement]:
    """``gained``: answers of ``now`` that are met and were not; ``lost``: of ``before``, the other
    way round. Each carries the other sweep's ``other_verdict`` and ``other_evidence``, None where
    it did not ask this firm about this clause.
    """
    ours, theirs = (now, before) if change == GAINED else (before, now)
    other = Entitlement.objects.filter(
        run=theirs,
        party=OuterRef("party"),
        pack_id=OuterRef("pack_id"),
        clause_id=OuterRef("clause_id"),
    )
    answers = Entitlement.objects.filter(MET, ~Exists(other.filter(MET)), run=ours)
    told = within_districts(actor, answers).select_related("party", "run").annotate(
        other_verdict=Subquery(other.values("verdict")[:1]),
        other_evidence=Subquery(other.values("evidence")[:1]),
    )  # fmt: skip
    return told.order_by("pack_id", "clause_id", "party__credit_code", "pk")


def counted_by_clause(answers: QuerySet[Entitlement]) -> dict[tuple[str, str], int]:
    """How many firms changed, by clause."""
    rows = answers.order_by().values_list("pack_id", "clause_id").annotate(n=Count("pk"))
    return {(pack_id, clause_id): n for pack_id, clause_id, n in rows}


def why_changed(answer: Entitlement, change: str) -> list[str]:
    """The facts that differ between both answers in words, or else the version or the day."""
    own = unpack_evidence(answer.evidence)
    packed = answer.other_evidence  # type: ignore[attr-defined]
    if packed is None:
        return [_("另一次计算没有这家企业或这个条款")]
    other = unpack_evidence(packed)
    before, after = (other, own) if change == GAINED else (own, other)
    return list(_differences(before, after)) or [_("原因见两次的逐条理由")]


def _differences(before: Answer, after: Answer) -> Iterator[str]:
    yield from _moved_facts(_facts(before["reason"]), _facts(after["reason"]))
    if before["pack_digest"] != after["pack_digest"]:
        yield _("政策换了版本")
    if before["on"] != after["on"]:
        yield _("基准日 %(before)s → %(after)s") % {"before": before["on"], "after": after["on"]}


def _moved_facts(before: Facts, after: Facts) -> Iterator[str]:
    for name, period in sorted({*before, *after}):
        old, new = before.get((name, period)), after.get((name, period))
        if (old and old["value"]) != (new and new["value"]):
            label = f"{fact_label(name)} {period}".strip()
            yield f"{label}{_('：')}{_written(old)} → {_written(new)}"


def _facts(reason: Answer) -> Facts:
    found: Facts = {(fact["name"], fact["period"] or ""): fact for fact in reason["facts"]}
    for child in reason["children"]:
        found |= _facts(child)
    return found


def _written(fact: Mapping[str, Any] | None) -> str:
    return written_fact(fact["name"], fact["value"], fact["unit"]) if fact else _("没有数据")
