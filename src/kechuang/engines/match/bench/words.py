"""The baseline: BM25 over words as jieba cuts them for search, no stop words, plain NumPy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numpy as np

from kechuang.engines.match.analyse import normalise
from kechuang.engines.match.records import Document, Query
from kechuang.engines.wording import Refusal, Text

K1, B = 1.2, 0.75
Cut = Callable[[str], list[str]]


def word_cutter() -> Cut:
    """jieba's search mode, without what is no letter or digit."""
    try:
        jieba: Any = import_module("jieba")
    except ModuleNotFoundError as missing:
        raise Refusal(
            Text("词级 BM25 基线", "the baseline of words"),
            Text("没有安装 jieba", "jieba is not installed"),
            Text("请先 pip install jieba", "pip install jieba"),
        ) from missing
    return lambda text: [
        word
        for word in jieba.cut_for_search(normalise(text))
        if any(letter.isalnum() for letter in word)
    ]


class WordBm25:
    """Robertson's formula over title and text as one field."""

    def __init__(self, documents: Sequence[Document], cut: Cut) -> None:
        self.ids, self.cut = [document.id for document in documents], cut
        holders: dict[str, list[int]] = defaultdict(list)
        counts: dict[str, list[int]] = defaultdict(list)
        lengths = np.zeros(len(documents))
        for at, document in enumerate(documents):
            words = cut(f"{document.title} {document.text}")
            lengths[at] = len(words)
            for word, count in Counter(words).items():
                holders[word].append(at)
                counts[word].append(count)
        penalty = K1 * (1 - B + B * lengths / max(lengths.mean(), 1))
        self.scores = {
            word: self._weigh(np.array(held), np.array(counts[word]), penalty)
            for word, held in holders.items()
        }

    def ranking(self, query: Query, top: int) -> list[str]:
        """Ids, best first; a title alone, or title and text, whatever the query has."""
        total = np.zeros(len(self.ids))
        for word, count in Counter(self.cut(f"{query.title} {query.text}")).items():
            if word in self.scores:
                held, points = self.scores[word]
                total[held] += count * points
        order = np.argsort(-total, kind="stable")[:top]
        return [self.ids[at] for at in order.tolist() if total[at] > 0]

    def _weigh(self, held: Any, counts: Any, penalty: Any) -> tuple[Any, Any]:
        rarity = np.log1p((len(self.ids) - len(held) + 0.5) / (len(held) + 0.5))
        return held, rarity * counts * (K1 + 1) / (counts + penalty[held])
