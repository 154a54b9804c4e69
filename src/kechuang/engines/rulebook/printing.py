"""Answers as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.engines.rulebook.answers import Answer
from kechuang.engines.rulebook.facts import Fact
from kechuang.engines.rulebook.reasons import Reason
from kechuang.engines.rulebook.terms.display import shown
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.verdict import Verdict

SIGNS = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNKNOWN: "?", Verdict.POSSIBLE: "~"}


def answer_lines(answer: Answer, language: str) -> Iterator[str]:
    """The reason tree, then the amount, the gaps, the facts to collect and the conflicts."""
    yield from _reason_lines(answer.reason, language, depth=0)
    if answer.amount:
        label = answer.amount.label.said_in(language)
        yield f"¥ {label} [{answer.amount.kind}] {_span(answer, language)}"
        yield from (f"    {step.said_in(language)}" for step in answer.amount.steps)
    for gap in answer.gaps:
        yield f"→ {gap.label.said_in(language)}: {gap.short_by.said_in(language)}"
    for fact in answer.missing:
        year = f" {fact.period}" if fact.period else ""
        yield f"? {fact.label.said_in(language)}{year} ← {fact.source}"
    for conflict in answer.conflicts:
        others = ", ".join(_fact_text(other) for other in conflict.others)
        yield f"! {conflict.name}: {_fact_text(conflict.chosen)} ≠ {others}"
    if answer.is_near_miss:
        yield "≈ 差一点 / near miss"


def _span(answer: Answer, language: str) -> str:
    amount = answer.amount
    if amount is None:
        return ""
    bounds = [
        "?" if fen is None else shown(fen, Kind.MONEY).said_in(language)
        for fen in (amount.low_fen, amount.high_fen)
    ]
    return bounds[0] if bounds[0] == bounds[1] else "–".join(bounds)


def _reason_lines(reason: Reason, language: str, depth: int) -> Iterator[str]:
    evidence = f" [{reason.evidence}]" if reason.evidence else ""
    texts = (reason.label, reason.article, reason.detail)
    label, article, detail = (text.said_in(language) for text in texts)
    yield f"{'  ' * depth}{SIGNS[reason.verdict]} {label}（{article}）{evidence} {detail}"
    for child in reason.children:
        yield from _reason_lines(child, language, depth + 1)


def _fact_text(fact: Fact) -> str:
    return f"{fact.value}（{fact.source or '?'}）"
