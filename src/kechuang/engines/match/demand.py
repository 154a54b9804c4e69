"""From a query to weighted terms: the title leads, the body helps as far as it can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kechuang.engines.match.analyse import Keys
from kechuang.engines.match.boilerplate import trusted_sentences
from kechuang.engines.match.passage import Flags, Passage, read_passage
from kechuang.engines.match.records import Query

Floats = npt.NDArray[np.float64]
Rarity = Callable[[Keys], Floats]
WEIGHT_SCALE = 100
MOST = (2**31 - 1) // 256


class Anchoring(NamedTuple):
    """How a long demand is boiled down; measured on labelled sets, configuration (示例)."""

    rarity_power: float = 0.5
    framing_damp: float = 0.5
    body_terms: int = 128
    body_share: float = 1.5
    unrelated_sentence: float = 0.35
    full_letters: int = 200


class WeighedQuery(NamedTuple):
    """Distinct ``keys`` with whole ``weights`` (times ``WEIGHT_SCALE``).

    ``telling`` marks the keys that speak of the subject; a hit holds one of them.
    ``passages`` are the texts the keys came from, the title first; ``anchor`` is the passage
    that a hit is measured against. ``fullness`` (0–1, in quarters) says how far the query is a
    document itself, as another demand is; the weights then follow its words less literally.
    """

    keys: Keys
    weights: npt.NDArray[np.int32]
    telling: Flags
    passages: tuple[Passage, ...]
    anchor: Passage
    fullness: float


def weigh_query(query: Query, rarity: Rarity, anchoring: Anchoring) -> WeighedQuery:
    """Weigh every term by form, rarity, framing and by the passage that speaks it."""
    texts = [text for text in (query.title, *query.keywords) if text.strip()]
    lead = [read_passage(text, leads=True) for text in texts]
    body = _read_body(query.text, leads=not lead)
    passages = (*lead, *(passage for passage, _ in body))
    keys = _distinct([passage.terms.keys for passage in passages])
    powers = rarity(keys) ** anchoring.rarity_power
    leading = sum((_spoken(passage, keys, anchoring) for passage in lead), np.zeros(len(keys)))
    trailing = _body_weights(body, keys, leading > 0, anchoring)
    weights = leading * powers
    weights += _capped(trailing * powers, weights.sum(), anchoring)
    whole = _whole(weights * rarity(keys))
    kept = whole > 0
    content = np.isin(
        keys, _distinct([passage.terms.keys[passage.is_content] for passage in passages])
    )
    anchor = passages[0] if passages else read_passage("")
    fullness = _fullness(passages, anchoring)
    return WeighedQuery(keys[kept], whole[kept], content[kept], passages, anchor, fullness)


def _whole(weights: Floats) -> npt.NDArray[np.int32]:
    """Whole numbers small enough that no sum of weight × level leaves 32 bits."""
    scale = min(WEIGHT_SCALE, MOST / max(float(weights.sum()), 1.0))
    return np.rint(weights * scale).astype(np.int32)


def _fullness(passages: Sequence[Passage], anchoring: Anchoring) -> float:
    letters = sum(len(passage.terms.text) for passage in passages)
    return min(4, 4 * letters // anchoring.full_letters) / 4


def _read_body(text: str, *, leads: bool) -> list[tuple[Passage, float]]:
    sentences = trusted_sentences(text)
    return [(read_passage(said, leads=leads), trust) for said, trust in sentences if trust > 0]


def _distinct(keys: Sequence[Keys]) -> Keys:
    return np.unique(np.concatenate([np.array([], dtype=np.uint64), *keys]))


def _spoken(passage: Passage, keys: Keys, anchoring: Anchoring) -> Floats:
    terms = passage.terms
    weights = terms.weights * np.where(passage.is_framing, anchoring.framing_damp, 1.0)
    slots = np.searchsorted(keys, terms.keys)
    return np.bincount(slots, weights=weights, minlength=len(keys)).astype(np.float64)


def _body_weights(
    body: list[tuple[Passage, float]], keys: Keys, led: Flags, anchoring: Anchoring
) -> Floats:
    """Square root of how often the body speaks each term, near the title's terms foremost."""
    total = np.zeros(len(keys))
    for passage, trust in body:
        near = led[np.searchsorted(keys, passage.terms.keys)] & passage.is_content
        nearness = 1.0 if near.any() or not led.any() else anchoring.unrelated_sentence
        total += trust * nearness * _spoken(passage, keys, anchoring)
    return np.asarray(np.sqrt(total), dtype=np.float64)


def _capped(weights: Floats, lead: float, anchoring: Anchoring) -> Floats:
    """The heaviest body terms only and, where a title leads, scaled to its share of the weight."""
    if lead == 0 or not weights.any():
        return weights
    weights[np.argsort(-weights, kind="stable")[anchoring.body_terms :]] = 0.0
    return weights * min(1.0, anchoring.body_share * lead / float(weights.sum()))
