"""Words found in what people wrote, however they spaced or dressed it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LATIN = re.compile(r"[\x21-\x7e][\x20-\x7e]*")
_CUT = "\n"
_REMEMBERED = 4_096


@lru_cache(maxsize=_REMEMBERED)
def folded(text: str) -> str:
    """``text`` in one width and case, without characters that nobody sees."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return "".join(mark for mark in plain if unicodedata.category(mark) not in ("Cf", "Cc", "Mn"))


@lru_cache(maxsize=_REMEMBERED)
def squeezed(text: str) -> str:
    """``folded`` text without blanks and punctuation, as Chinese words are looked for."""
    return "".join(mark for mark in folded(text) if unicodedata.category(mark)[0] not in "ZPS")


class Written:
    """One text in which words are looked for; phrases in ``unless`` are taken out first."""

    def __init__(self, text: str, unless: Iterable[str] = ()) -> None:
        self._spaced, self._squeezed = folded(text), squeezed(text)
        for phrase in unless:
            self._spaced = _pattern(phrase).sub(_CUT, self._spaced)
            self._squeezed = self._squeezed.replace(squeezed(phrase), _CUT)

    @property
    def is_blank(self) -> bool:
        return not self._squeezed

    def __contains__(self, word: str) -> bool:
        if _LATIN.fullmatch(word):
            return bool(_pattern(word).search(self._spaced))
        return squeezed(word) in self._squeezed


@lru_cache(maxsize=_REMEMBERED)
def _pattern(word: str) -> re.Pattern[str]:
    """``word`` as a whole word, however many blanks stand inside it."""
    parts = r"\s+".join(re.escape(part) for part in folded(word).split())
    return re.compile(rf"(?<![0-9a-z]){parts}(?![0-9a-z])")
