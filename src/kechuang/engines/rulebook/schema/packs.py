"""The shape of a whole pack, or of one that adopts another."""

from __future__ import annotations

from kechuang.engines.rulebook.reading.adoption import ADOPTION_KEYS
from kechuang.engines.rulebook.reading.conditions import CONDITION_KEYS
from kechuang.engines.rulebook.reading.packs import CLAUSE_KEYS, KINDS, PACK_KEYS, TEXT_KINDS
from kechuang.engines.rulebook.reading.seasons import SEASON_KEYS
from kechuang.engines.rulebook.schema.amounts import AMOUNT, BUDGET
from kechuang.engines.rulebook.schema.phrases import GUARD, MEANING
from kechuang.engines.rulebook.schema.scores import SCORE, SCORED
from kechuang.engines.rulebook.schema.shapes import (
    ARTICLE,
    BOTH,
    DAY,
    EVIDENCE_CLASS,
    FLAG,
    RATE,
    REGION,
    WHOLE,
    WRITTEN,
    Schema,
    by_name,
    either,
    listed,
    one_of,
    record,
    ref,
)

_CONDITIONS = listed(ref("condition"))
_CONDITION = record(
    CONDITION_KEYS,
    {
        "id": WRITTEN, "label": BOTH, "article": ARTICLE, "evidence": EVIDENCE_CLASS,
        "all": _CONDITIONS, "any": _CONDITIONS, "none": _CONDITIONS, "at_least": WHOLE,
        "of": _CONDITIONS, "readings": _CONDITIONS, "test": WRITTEN, "score": SCORE,
        "policy": WRITTEN, "if_failed": {"const": "possible"},
    },
    ["id", "label"],
)  # fmt: skip
_SEASON = record(
    SEASON_KEYS,
    {"opens": WRITTEN, "closes": WRITTEN, "article": ARTICLE, "name": BOTH},
    ["opens", "closes", "article"],
)
_CLAUSE = record(
    CLAUSE_KEYS,
    {
        "id": WRITTEN, "kind": one_of(KINDS), "title": BOTH, "article": ARTICLE,
        "text_kind": one_of(TEXT_KINDS), "evidence": EVIDENCE_CLASS, "conditions": _CONDITIONS,
        "amount": AMOUNT, "seasons": listed(_SEASON),
    },
    ["id", "kind", "title", "article", "conditions"],
)  # fmt: skip
_NEAR = record(["gap", "single_gap"], {"gap": RATE, "single_gap": RATE})
_RELIED = either(listed(WRITTEN), by_name({"type": "string"}))
_SHAPES: dict[str, Schema] = {
    "id": WRITTEN, "title": BOTH, "issuer": WRITTEN, "doc_no": WRITTEN, "issued_on": DAY,
    "valid_from": DAY, "valid_to": DAY, "region": REGION, "evidence": EVIDENCE_CLASS,
    "text_kind": one_of(TEXT_KINDS), "is_example": FLAG, "adopted_from": WRITTEN,
    "adopts": WRITTEN, "near_miss": _NEAR, "note": BOTH, "relies_on": _RELIED,
    "define": by_name(MEANING), "clauses": listed(_CLAUSE),
}  # fmt: skip
_ADOPTED = _SHAPES | {"seasons": by_name(listed(_SEASON)), "budget": by_name(BUDGET)}
_NEEDED = (
    "id", "title", "issuer", "doc_no", "valid_from", "region", "evidence", "text_kind", "clauses",
)  # fmt: skip


def pack_schema() -> Schema:
    """The JSON Schema (2020-12) of one pack file; what it cannot say, loading the pack says."""
    return {
        "title": "政策包 / policy pack",
        "anyOf": [
            record(PACK_KEYS, _SHAPES, _NEEDED, "一项政策 / one policy"),
            record(ADOPTION_KEYS, _ADOPTED, ["id", "adopts"], "采用另一政策包 / adopts another"),
        ],
        "$defs": {"guard": GUARD, "scored": SCORED, "condition": _CONDITION},
    }
