"""The shapes of scores and their items."""

from __future__ import annotations

from kechuang.engines.rulebook.reading.items import SCORED_KEYS
from kechuang.engines.rulebook.reading.scores import SCORE_KEYS
from kechuang.engines.rulebook.schema.shapes import (
    ARTICLE,
    BOTH,
    EVIDENCE_CLASS,
    POINTS,
    WHOLE,
    WRITTEN,
    Schema,
    either,
    listed,
    record,
    ref,
)

_BAND = record(["when", "points"], {"when": WRITTEN, "points": POINTS}, ["when", "points"])
_CASE = record(
    ["when", "points", "otherwise"],
    {"when": ref("guard"), "points": POINTS, "otherwise": POINTS},
)
_SCALE = record(
    ["from", "to", "points"],
    {"from": WRITTEN, "to": WRITTEN, "points": WHOLE},
    ["from", "to", "points"],
    "from 得零分，to 得满分 / from earns nothing, to earns all",
)
_RANK = record(
    ["same", "digits", "points"], {"same": WRITTEN, "digits": WHOLE, "points": WHOLE}, ["points"]
)
_WEIGHT = either(WHOLE, {"type": "object", "additionalProperties": WHOLE})
_SHAPES: dict[str, Schema] = {
    "id": WRITTEN, "label": BOTH, "article": ARTICLE, "evidence": EVIDENCE_CLASS,
    "of": WRITTEN, "bands": listed(_BAND), "cases": listed(_CASE), "points": POINTS,
    "when": ref("guard"), "linear": _SCALE, "log": _SCALE, "percentile": _RANK,
    "best_of": listed(ref("scored")), "given": WRITTEN, "pass": WHOLE, "most": WHOLE,
    "items": listed(ref("scored")), "weight": _WEIGHT,
}  # fmt: skip
SCORED = record(SCORED_KEYS, _SHAPES)
_STAGE = record(
    ["id", "zh", "en", "when", "article"],
    {"id": WRITTEN, "zh": WRITTEN, "en": WRITTEN, "when": ref("guard"), "article": ARTICLE},
    ["id", "zh", "en"],
)
_GRADE = record(
    ["at_least", "zh", "en"],
    {"at_least": WHOLE, "zh": WRITTEN, "en": WRITTEN},
    ["at_least", "zh", "en"],
)
SCORE = record(
    SCORE_KEYS,
    {
        "pass": WHOLE, "most": WHOLE, "decimals": WHOLE, "items": listed(ref("scored")),
        "minus": listed(ref("scored")), "veto": listed(ref("condition")),
        "stages": listed(_STAGE), "grades": listed(_GRADE),
    },
    ["most", "items"],
)  # fmt: skip
