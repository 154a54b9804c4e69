"""From any text to terms: Chinese character pairs and characters, words, numbers with units."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

UINT64 = np.uint64
Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_IDEOGRAPHS = (
    "\u3005\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
)
_WORD = rf"(?:(?![{_IDEOGRAPHS}])[^\W_])+"
_UNITS = (
    "khz|mhz|ghz|hz|nm|um|μm|mm|cm|km|m|mg|kg|ug|μg|g|t|ml|l|kw|mw|gw|w|kv|mv|v|ma|a|ah|mah|wh|kwh"
    "|kpa|mpa|gpa|pa|ppm|ppb|db|dpi|rpm|kb|mb|gb|tb|bit|k|°c|℃|%|‰"
)
_TOKEN = re.compile(
    rf"(?P<quantity>\d+(?:\.\d+)?\s?(?:{_UNITS})(?![^\W_]))|(?P<word>{_WORD}(?:[-./+]{_WORD})*)"
)
_HIGH_BIT = 1 << 63


class Terms(NamedTuple):
    """The terms of one normalised ``text``: term *i* is ``text[starts[i]:starts[i]+lengths[i]]``.

    ``shown`` is the same text, letter by letter, in the case it was written in.

    ``weights`` say how much a term of that form tells: a pair or a word 1, a single character or
    a part of a compound ½, a bare number ¼.
    """

    text: str
    shown: str
    keys: Keys
    starts: Places
    lengths: Places
    weights: npt.NDArray[np.float64]


def normalise(text: str) -> str:
    """One spelling for what reads the same: NFKC, lower case, without lone surrogates."""
    return unicodedata.normalize("NFKC", _compose(text).casefold())


def analyse(text: str) -> Terms:
    """All terms of ``text`` in order of form, then place; never fails on any string."""
    written, text = _compose(text), normalise(text)
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(UINT64)
    is_ideograph = _ideographs(codes)
    singles = np.flatnonzero(is_ideograph)
    pairs = np.flatnonzero(is_ideograph[:-1] & is_ideograph[1:])
    words = list(_words(text))
    return Terms(
        text,
        written if len(written) == len(text) else text,
        np.concatenate(
            [
                codes[singles],
                (codes[pairs] << UINT64(21)) | codes[pairs + 1],
                np.array([word_key(word) for word, _, _, _ in words], dtype=UINT64),
            ]
        ),
        np.concatenate([singles, pairs, np.array([w[1] for w in words], dtype=np.int64)]),
        np.concatenate(
            [
                np.ones_like(singles),
                np.full_like(pairs, 2),
                np.array([w[2] for w in words], dtype=np.int64),
            ]
        ),
        np.concatenate(
            [
                np.full(len(singles), 0.5),
                np.ones(len(pairs)),
                np.array([w[3] for w in words], dtype=np.float64),
            ]
        ),
    )


@lru_cache(maxsize=200_000)
def word_key(word: str) -> int:
    """A 64-bit number for a word; the high bit keeps words apart from character pairs."""
    digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") | _HIGH_BIT


def _compose(text: str) -> str:
    return unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode("utf-8"))


def _ideographs(codes: Keys) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (
        ((codes >= 0x3400) & (codes <= 0x9FFF) & ((codes <= 0x4DBF) | (codes >= 0x4E00)))
        | ((codes >= 0x3041) & (codes <= 0x30FF))
        | ((codes >= 0xAC00) & (codes <= 0xD7A3))
        | ((codes >= 0x20000) & (codes <= 0x3FFFF))
        | (codes == 0x3005)
        | (codes == 0x3007)
    )
    return found


def _words(text: str) -> Iterator[tuple[str, int, int, float]]:
    for found in _TOKEN.finditer(text):
        word, start = found.group(), found.start()
        compact = "".join(word.split())
        yield compact, start, len(word), 0.25 if _is_number(compact) else 1.0
        if found["word"]:
            yield from _parts(word, start)


def _parts(word: str, start: int) -> Iterator[tuple[str, int, int, float]]:
    pieces = list(re.finditer(r"[^-./+]+", word))
    if len(pieces) > 1:
        for piece in pieces:
            if len(piece.group()) > 1 and not _is_number(piece.group()):
                yield piece.group(), start + piece.start(), len(piece.group()), 0.5


def _is_number(word: str) -> bool:
    return word.replace(".", "").replace("-", "").isdigit()
