"""The first drafts: which fact or which answer is meant, as it was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import override

from kechuang.design.formatting import written_exact_money
from kechuang.engines.flow import Value
from kechuang.entitlements.models import Entitlement
from kechuang.offers.selectors.prefilled import MOST_FACTS, fact_row
from kechuang.offers.selectors.reasons import answer_of, facts_used
from kechuang.parties.fact_values import typed_value
from kechuang.parties.fact_words import fact_label, written_fact
from kechuang.parties.models import PartyFact
from kechuang.policies.models import PolicyClause

MOST_GAPS, LONGEST = 40, 300
ZH = "zh-hans"


def correction_draft(fact: PartyFact) -> Mapping[str, Value]:
    """Values of the form ``correction``: the statement as it stands."""
    with override(ZH):
        value = typed_value(fact.name, fact.told)
        told = {
            "fact": fact_label(fact.name),
            "period": fact.period,
            "stated": written_fact(fact.name, value, fact.unit)[:LONGEST],
            "origin": fact.source,
            "certified_by": fact.certified_by,
            "as_of": fact.as_of.isoformat(),
        }
    return {name: words for name, words in told.items() if words}


def appeal_draft(answer: Entitlement, clause: PolicyClause) -> Mapping[str, Value]:
    """Values of the form ``appeal``: policy, version, clause, what was found, what failed by how
    much, and the facts used."""
    with override(ZH):
        told = answer_of(answer)
    document = clause.document
    draft: dict[str, Any] = {
        "policy": f"{document.title}（{document.doc_no}）"[:LONGEST],
        "version": f"{answer.pack_id} {answer.pack_digest[:12]}，基准日 {answer.run.on}"[:LONGEST],
        "clause": clause.title[:LONGEST],
        "article": clause.article[:LONGEST],
        "verdict": _verdict(answer)[:LONGEST],
        "shortfalls": tuple(map(_shortfall, told["gaps"][:MOST_GAPS])),
        "unknown": tuple(_unknown(told["missing"]))[:MOST_GAPS],
        "facts_used": tuple(fact_row(fact) for fact in facts_used(told)[:MOST_FACTS]),
    }
    return {name: value for name, value in draft.items() if value}


def _verdict(answer: Entitlement) -> str:
    with override(ZH):
        verdict = str(answer.get_verdict_display())
    if answer.amount_kind == "exact" and answer.low_fen is not None:
        return f"{verdict}，{written_exact_money(answer.low_fen, 'zh')}"
    return verdict


def _shortfall(gap: Mapping[str, Any]) -> dict[str, str]:
    names = {"condition": "label", "have": "have", "need": "need", "short_by": "short_by"}
    cells = {name: str(gap[key]["zh"])[:LONGEST] for name, key in names.items()}
    return {name: cell for name, cell in cells.items() if cell}


def _unknown(missing: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for fact in missing:
        label = fact["label"]["zh"] if isinstance(fact["label"], Mapping) else str(fact["label"])
        yield f"{label} {fact.get('period') or ''}".strip()[:LONGEST]
