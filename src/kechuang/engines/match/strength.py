"""How strong a hit is, apart from its rank: many demands have no good answer in an index.

``strong``: the document holds at least half of what the demand's title speaks of (weighed by
rarity, mentions in passing count half), one phrase of three letters or more among it.
``fair``: at least three tenths, in a phrase of three letters or in several shorter ones; or a
fifth, in one phrase of five letters; or, whatever the title says, two phrases of four letters
or more from anywhere in the demand (firms often name the pain in the title and the subject below).
``weak``: anything less; such a hit shares words, rarely the subject. The limits were set by
reading real demands against papers of all disciplines and are configuration (示例).
"""

from __future__ import annotations

from collections.abc import Iterable

STRONG_BP = 5000
FAIR_BP = 3000
FAIR_PHRASE_BP = 2000
TELLING_LETTERS = 3
UNMISTAKABLE_LETTERS = 5
LONG_LETTERS, LONG_PHRASES = 4, 2


def strength(*, share_bp: int, longest: int, phrases: int, long_phrases: int) -> str:
    """``strong``, ``fair`` or ``weak``; the first three are about the title alone.

    See :class:`kechuang.engines.match.coverage.Coverage`; ``long_phrases`` counts over everything.
    """
    if share_bp >= STRONG_BP and longest >= TELLING_LETTERS:
        return "strong"
    if share_bp >= FAIR_BP and (longest >= TELLING_LETTERS or phrases > 1):
        return "fair"
    if share_bp >= FAIR_PHRASE_BP and longest >= UNMISTAKABLE_LETTERS:
        return "fair"
    return "fair" if long_phrases >= LONG_PHRASES else "weak"


def count_long(phrases: Iterable[str]) -> int:
    """How many of these shared phrases are long enough to name a subject."""
    return sum(len(phrase) >= LONG_LETTERS for phrase in phrases)
