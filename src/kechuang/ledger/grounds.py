"""The ground of a grant: the thing it is given for, written so that the same thing is seen again.

No law that we read says what "the same matter" (同一事项) is; kinds and how their numbers are
compared are ours. An invoice on paper has a code of 10 or 12 and a number of 8 digits, a digital
one 20 digits (国家税务总局公告2024年第11号).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kechuang.base.registry.wording import both_languages
from kechuang.ledger.states import GroundKind

LONGEST_TOLD, LONGEST_THING = 200, 180
MEANINGFUL_SIGNS = "+#"
INVOICE_DIGITS = (18, 20)
LEAST_PATENT_DIGITS = 8
PATENT_PREFIX = re.compile(r"^(zl|cn)+")
FILED_PATENT = re.compile(r"^((?:19|20)\d{10})[\dx]$")
NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}年?度?(?!\d)")


@dataclass(frozen=True)
class Ground:
    """``number`` is the number or name that identifies the thing; ``words`` only describe it."""

    kind: GroundKind
    number: str
    words: str = ""

    @property
    def key(self) -> str:
        """How two grounds are compared; empty where the number identifies nothing.

        Grounds of no kind have a bare key, as had every grant before there were kinds.
        """
        thing = canonical(self.kind, self.number)
        if self.kind == GroundKind.OTHER or not thing:
            return thing
        return f"{self.kind.value.upper()}:{thing}"

    @property
    def told(self) -> str:
        """The ground in words as records keep it."""
        if self.kind == GroundKind.OTHER:
            return self.number[:LONGEST_TOLD]
        named = f"{both_languages(self.kind.label).zh} {self.number}"
        return f"{named}：{self.words}"[:LONGEST_TOLD] if self.words else named[:LONGEST_TOLD]

    def as_content(self) -> dict[str, Any]:
        """JSON values; ``ground_from`` reads them again."""
        return {"kind": self.kind.value, "number": self.number, "words": self.words}


def shown_ground(told: str) -> str:
    """A ground as records keep it, its kind in the reader's language."""
    for kept, kind in _kept_kinds().items():
        if told.startswith(kept):
            return f"{kind.label} {told.removeprefix(kept)}"
    return told


@cache
def _kept_kinds() -> dict[str, GroundKind]:
    kinds = (kind for kind in GroundKind if kind != GroundKind.OTHER)
    return {f"{both_languages(kind.label).zh} ": kind for kind in kinds}


def other_ground(text: str) -> Ground:
    """A ground that is known in words only."""
    return Ground(GroundKind.OTHER, text)


def kept_ground(key: str) -> tuple[GroundKind, str]:
    """Kind and thing of a key that was kept; those from before kinds are in words."""
    prefix, _colon, thing = key.partition(":")
    if thing and prefix.lower() in GroundKind.values and prefix.isupper():
        return GroundKind(prefix.lower()), thing
    return GroundKind.OTHER, plain(key)[:LONGEST_THING]


def canonical(kind: GroundKind, number: str) -> str:
    """The number without whatever may be written differently for the same thing."""
    return CANONICAL.get(kind, plain)(number)[:LONGEST_THING]


def plain(text: str) -> str:
    """Without blanks, punctuation, case and character width."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if _has_meaning(sign))


def _has_meaning(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM" or sign in MEANINGFUL_SIGNS


def _invoice(number: str) -> str:
    digits = re.sub(r"\D", "", plain(number))
    return digits if len(digits) in INVOICE_DIGITS else ""


def _patent(number: str) -> str:
    """Application numbers without the check digit, which many leave out."""
    bare = PATENT_PREFIX.sub("", plain(number))
    if len(re.sub(r"\D", "", bare)) < LEAST_PATENT_DIGITS:
        return ""
    return FILED_PATENT.sub(r"\1", bare)


def _fact(name: str) -> str:
    """A statutory fact without its year, which the period of the grant tells."""
    return plain(NAMED_YEAR.sub("", unicodedata.normalize("NFKC", name)))


CANONICAL: dict[GroundKind, Callable[[str], str]] = {
    GroundKind.INVOICE: _invoice,
    GroundKind.PATENT: _patent,
    GroundKind.FACT: _fact,
}
