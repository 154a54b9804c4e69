"""The shapes of amounts and their lines."""

from __future__ import annotations

from kechuang.engines.rulebook.reading.amounts import AMOUNT_KEYS, LINE_KEYS
from kechuang.engines.rulebook.reading.formulas import INTEREST_KEYS
from kechuang.engines.rulebook.rules.levels import FIRST_COME, PRO_RATA
from kechuang.engines.rulebook.rules.roundings import ROUNDINGS
from kechuang.engines.rulebook.schema.shapes import (
    ARTICLE,
    BOTH,
    EVIDENCE_CLASS,
    MONEY,
    RATE,
    WHOLE,
    WRITTEN,
    either,
    listed,
    one_of,
    record,
    ref,
)
from kechuang.engines.tally import DAY_COUNTS

_BRACKET = record(["up_to", "rate"], {"up_to": MONEY, "rate": RATE}, ["rate"])
_INTEREST = record(
    INTEREST_KEYS,
    {
        "principal": WRITTEN, "rate": WRITTEN, "days": WRITTEN,
        "days_in_year": {"enum": list(DAY_COUNTS)}, "share": RATE,
    },
    ["principal", "rate", "days", "days_in_year"],
)  # fmt: skip
_ROUND = either(
    one_of(ROUNDINGS),
    record(["by", "to"], {"by": one_of(ROUNDINGS), "to": MONEY}, ["by", "to"]),
)
LINE = record(
    LINE_KEYS,
    {
        "id": WRITTEN, "label": BOTH, "article": ARTICLE, "evidence": EVIDENCE_CLASS,
        "fixed": WRITTEN, "compute": WRITTEN, "brackets": listed(_BRACKET), "of": WRITTEN,
        "each_full": WRITTEN, "each_begun": WRITTEN, "award": MONEY, "by_year": listed(RATE),
        "year": WRITTEN, "interest": _INTEREST, "cap": MONEY, "least": MONEY, "floor": MONEY,
        "when": ref("guard"), "less": listed(WRITTEN), "round": _ROUND,
    },
    ["id", "label"],
)  # fmt: skip
_LEVEL = record(
    ["zh", "en", "weight"], {"zh": WRITTEN, "en": WRITTEN, "weight": WHOLE}, ["zh", "en", "weight"]
)
BUDGET = record(
    ["total", "method"],
    {"total": MONEY, "method": one_of([PRO_RATA, FIRST_COME])},
    ["total", "method"],
)
AMOUNT = record(
    AMOUNT_KEYS,
    {
        "label": BOTH, "article": ARTICLE, "items": listed(LINE), "cap": MONEY,
        "take": one_of(["sum", "highest"]), "shares": listed(_LEVEL), "budget": BUDGET,
    },
    ["label", "items"],
)  # fmt: skip
