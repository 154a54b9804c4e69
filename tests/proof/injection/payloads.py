"""Hostile texts by family. Markup calls ``__kc``, or makes an element or attribute ``kc``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tests.proof.injection.characters import BOMBS, INVISIBLE, NULLS, SYMBOLS
from tests.proof.injection.markup import MARKUP
from tests.proof.injection.servers import HEADERS, PATHS, SQL, TEMPLATES, URLS

_FORMULA_STARTS = (
    *"=+-@",
    "\t=",
    "\r=",
    "\n=",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    " =",
    "+-=",
)
_FORMULA_BODIES = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://kc.invalid","x")',
)
FORMULAS = tuple(start + body for body in _FORMULA_BODIES for start in _FORMULA_STARTS)
FAMILIES = {
    "markup": MARKUP,
    "formula": FORMULAS,
    "template": TEMPLATES,
    "sql": SQL,
    "url": URLS,
    "path": PATHS,
    "header": HEADERS,
    "null": NULLS,
    "invisible": INVISIBLE,
    "symbol": SYMBOLS,
    "bomb": BOMBS,
}
ALONE = {"null", "bomb"}
SEARCHED = {"markup", "template", "sql", "url", "path"}


@dataclass(frozen=True)
class Payload:
    """One hostile text; undecodable bytes are kept as surrogate escapes."""

    text: str
    family: str

    @property
    def raw(self) -> bytes:
        return self.text.encode("utf-8", "surrogateescape")


@cache
def every_payload() -> tuple[Payload, ...]:
    """All of them, each once."""
    found = {text: Payload(text, family) for family, texts in FAMILIES.items() for text in texts}
    return tuple(found.values())
