"""One passage of a query read closely: its terms, and which of them speak of the subject."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kechuang.engines.match.analyse import Terms, analyse
from kechuang.engines.match.boilerplate import framing

Flags = npt.NDArray[np.bool_]


class Span(NamedTuple):
    """Letters ``[start:end]`` of a passage, spoken by the term ``key``."""

    start: int
    end: int
    key: int


class Passage(NamedTuple):
    """``is_framing``: touches words that only frame a demand (研发, 关键技术, 产业化 …).

    ``is_content``: pairs and words outside framing. ``spans``: everything outside framing, in
    reading order.
    """

    terms: Terms
    is_framing: Flags
    is_content: Flags
    spans: tuple[Span, ...]


def read_passage(text: str, *, leads: bool = False) -> Passage:
    """Analyse ``text`` and mark its terms; one that ``leads`` always has content.

    A leading passage made of framing alone is taken at its word, and of one without any pair or
    word each single character counts.
    """
    terms = analyse(text)
    framed, whole = _touch_framing(terms), terms.weights == 1
    if leads and framed[whole].all():
        framed = np.zeros_like(framed)
    content = whole & ~framed
    if leads and not content.any():
        content = ~framed
    columns = (terms.starts, terms.starts + terms.lengths, terms.keys)
    spans = sorted(map(Span, *(column[~framed].tolist() for column in columns)))
    return Passage(terms, framed, content, tuple(spans))


def _touch_framing(terms: Terms) -> Flags:
    covered = np.zeros(len(terms.text) + 1, dtype=np.int64)
    for begin, end in framing(terms.text):
        covered[begin + 1 : end + 1] = 1
    running = np.cumsum(covered)
    touched: Flags = running[terms.starts + terms.lengths] > running[terms.starts]
    return touched
