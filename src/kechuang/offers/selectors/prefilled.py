"""The first draft of an application: what is known, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kechuang.design.formatting import written_exact_money
from kechuang.engines.flow import Value
from kechuang.entitlements.models import Entitlement
from kechuang.offers.selectors.reasons import answer_of, facts_used
from kechuang.policies.models import PolicyClause

MOST_FACTS = 60
NAME, VALUE, PERIOD = 200, 200, 40


def first_draft(entitlement: Entitlement, clause: PolicyClause) -> Mapping[str, Value]:
    """Values of the form ``application``."""
    used = facts_used(answer_of(entitlement))
    draft: dict[str, Any] = {
        "clause": clause.title[:300],
        "article": f"{clause.document.title}（{clause.document.doc_no}）{clause.article}"[:300],
        "facts_used": tuple(fact_row(fact) for fact in used[:MOST_FACTS]),
    }
    if amount := _amount(entitlement):
        draft["amount"] = amount
    return draft


def fact_row(fact: Mapping[str, Any]) -> dict[str, str]:
    """One fact of an answer as a row of a form."""
    cells = {
        "name": str(fact["label"])[:NAME],
        "value": str(fact["shown"])[:VALUE],
        "period": str(fact.get("period") or "")[:PERIOD],
        "origin": str(fact.get("source") or "")[:VALUE],
        "as_of": str(fact.get("as_of") or "")[:PERIOD],
    }
    return {name: cell for name, cell in cells.items() if cell}


def _amount(entitlement: Entitlement) -> str:
    low, high = entitlement.low_fen, entitlement.high_fen
    if entitlement.amount_kind == "exact" and low is not None:
        return written_exact_money(low, "zh")
    return f"最高 {written_exact_money(high, 'zh')}" if high is not None else ""
