"""What single values of a pack look like, as JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable

from kechuang.engines.packfile import EVIDENCE
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.literals import NUMBER, UNITS

Schema = dict[str, object]

WRITTEN: Schema = {"type": ["string", "integer"]}
WHOLE: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
REGION: Schema = {"type": ["string", "integer"], "pattern": r"^\d{6}$"}
EVIDENCE_CLASS: Schema = {"enum": sorted(EVIDENCE)}


def ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def listed(item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": 1}


def by_name(item: Schema) -> Schema:
    return {"type": "object", "additionalProperties": item}


def either(*shapes: Schema) -> Schema:
    return {"anyOf": [*shapes]}


def one_of(words: Iterable[str]) -> Schema:
    return {"enum": sorted(words)}


def record(
    keys: Iterable[str], shapes: dict[str, Schema], required: Iterable[str] = (), about: str = ""
) -> Schema:
    """A mapping with exactly ``keys``; KeyError when the grammar has a key without a shape."""
    told: Schema = {"description": about} if about else {}
    return {
        **told,
        "type": "object",
        "additionalProperties": False,
        "properties": {key: shapes[key] for key in sorted(keys)},
        "required": sorted(required),
    }


def literal(*kinds: Kind) -> Schema:
    """A number with one of the units of ``kinds``, as an official writes it."""
    units = [unit for unit, (kind, _) in UNITS.items() if kind in kinds]
    named = "|".join(sorted((unit for unit in units if unit), key=len, reverse=True))
    optional = "?" if "" in units else ""
    written: Schema = {"type": "string", "pattern": rf"^-?{NUMBER}\s*({named}){optional}$"}
    return either(written, WHOLE) if optional else written


BOTH = record(["zh", "en"], {"zh": WRITTEN, "en": WRITTEN}, ["zh", "en"])
ARTICLE = either(WRITTEN, BOTH)
MONEY, RATE = literal(Kind.MONEY), literal(Kind.RATIO)
POINTS = either(WHOLE, {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2})
