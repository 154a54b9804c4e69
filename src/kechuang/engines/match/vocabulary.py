"""The different terms of a collection, numbered as they come and then by their keys."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kechuang.engines.compiled import Ints
from kechuang.engines.match.analyse import Keys
from kechuang.engines.match.counting import FREE, number_terms

LEAST_PLACES = 1 << 16


class Vocabulary:
    """Grows with each ``number``; at most half of its table is taken."""

    def __init__(self) -> None:
        self._known = 0
        self._distinct: Keys = np.zeros(0, dtype=np.uint64)
        self._table: Ints = np.zeros(0, dtype=np.int32)

    def number(self, keys: Keys) -> Ints:
        """The number of each key."""
        self._make_room(len(keys))
        numbers = np.zeros(len(keys), dtype=np.int32)
        self._known = number_terms(keys, self._table, self._distinct, self._known, numbers)
        return numbers

    def in_order(self, numbers: Sequence[Ints]) -> tuple[Keys, Ints]:
        """All keys ascending, and ``numbers`` in a row as places among them."""
        order = np.argsort(self._distinct[: self._known], kind="stable")
        places = np.zeros(self._known, dtype=np.int32)
        places[order] = np.arange(self._known, dtype=np.int32)
        rows = [places[part] for part in numbers]
        return self._distinct[order], np.concatenate([np.zeros(0, dtype=np.int32), *rows])

    def _make_room(self, coming: int) -> None:
        most = self._known + coming
        if 2 * most <= len(self._table):
            return
        size = max(LEAST_PLACES, 1 << (2 * most - 1).bit_length())
        held = self._distinct[: self._known]
        self._distinct = np.zeros(size // 2, dtype=np.uint64)
        self._table = np.full(size, FREE, dtype=np.int32)
        number_terms(held, self._table, self._distinct, 0, np.zeros(self._known, dtype=np.int32))
