"""The shapes of guards and definitions."""

from __future__ import annotations

from kechuang.engines.rulebook.reading.alternatives import READING_KEYS
from kechuang.engines.rulebook.reading.definitions import MEANING_KEYS
from kechuang.engines.rulebook.reading.growth import GROWTH_KEYS
from kechuang.engines.rulebook.reading.words import GUARD_KEYS
from kechuang.engines.rulebook.schema.shapes import (
    ARTICLE,
    BOTH,
    DAY,
    EVIDENCE_CLASS,
    FLAG,
    WHOLE,
    WRITTEN,
    Schema,
    either,
    listed,
    record,
    ref,
)

_GUARDS = listed(ref("guard"))
GUARD = either(
    WRITTEN,
    record(
        GUARD_KEYS,
        {"all": _GUARDS, "any": _GUARDS, "none": _GUARDS, "at_least": WHOLE, "of": _GUARDS},
    ),
)
_BRANCH = record(
    ["when", "value", "unclear", "article", "otherwise"],
    {
        "when": ref("guard"), "value": WRITTEN, "unclear": FLAG, "article": ARTICLE,
        "otherwise": WRITTEN,
    },
)  # fmt: skip
_VERSION = record(
    ["from", "value", "article"],
    {"from": DAY, "value": WRITTEN, "article": ARTICLE},
    ["from", "value", "article"],
    "每个值都写明施行日和依据 / each value with its first day and its source",
)
_DATED = record(
    ["at", "versions"], {"at": WRITTEN, "versions": listed(_VERSION)}, ["at", "versions"]
)
_GROWTH = record(
    GROWTH_KEYS,
    {
        "of": WRITTEN, "years": WHOLE, "since": WRITTEN, "zero_base": WRITTEN,
        "negative_base": WRITTEN, "too_young": WRITTEN, "article": ARTICLE,
    },
    ["of", "years"],
    "年均增长率；基数为零、为负、只有一年时怎么算 / mean yearly growth, and what a zero base means",
)  # fmt: skip
_READING = record(
    READING_KEYS, {"label": BOTH, "value": WRITTEN, "article": ARTICLE}, ["label", "value"]
)
MEANING: Schema = either(
    WRITTEN,
    record(
        MEANING_KEYS,
        {
            "value": WRITTEN, "cases": listed(_BRANCH), "dated": _DATED, "growth": _GROWTH,
            "readings": listed(_READING),
            "article": ARTICLE, "evidence": EVIDENCE_CLASS,
        },
    ),
)  # fmt: skip
