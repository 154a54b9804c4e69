"""What a text says, ready to be held against another: rare words, numbers, models, its title."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from kechuang.engines.match.analyse import Keys, Terms, analyse
from kechuang.engines.match.demand import Rarity
from kechuang.engines.match.duplicates.quantities import Quantity, quantities
from kechuang.engines.match.records import Document

WORTH_SCALE = 1000
_MODEL = re.compile(r"(?<![a-z0-9])(?=[a-z-]+\d|[a-z]+-?\d)[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_DIGITS = frozenset("0123456789")


class Profile(NamedTuple):
    """``worths``: whole-number rarity of each different pair of letters or word that is no number.

    ``models`` are names of letters and digits (gcr15, zno-2). ``title`` and ``whole`` are
    normalised text.
    """

    title: str
    whole: str
    worths: dict[int, int]
    quantities: frozenset[Quantity]
    models: frozenset[str]


def read_profile(document: Document, rarity: Rarity) -> Profile:
    """Title, keywords and text of ``document``; ``rarity`` as the index knows it."""
    written = "\n".join((document.title, *document.keywords, document.text))
    title, whole = analyse(document.title), analyse(written)
    return Profile(
        title.text,
        whole.text,
        _worths(whole, rarity),
        quantities(written),
        frozenset(_MODEL.findall(whole.text)),
    )


def _worths(terms: Terms, rarity: Rarity) -> dict[int, int]:
    keys: Keys = np.unique(terms.keys[_telling(terms)])
    worths = np.rint(rarity(keys) * WORTH_SCALE).astype(np.int64)
    return dict(zip(keys.tolist(), worths.tolist(), strict=True))


def _telling(terms: Terms) -> list[bool]:
    places = zip(terms.starts.tolist(), terms.lengths.tolist(), strict=True)
    return [length > 1 and terms.text[start] not in _DIGITS for start, length in places]
