"""One subject put in another's place: the same sentences about titanium instead of aluminium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from kechuang.engines.match.boilerplate import framing
from kechuang.engines.match.duplicates.profile import Profile


class Swap(NamedTuple):
    """Where one title says ``said``, the other says ``instead``."""

    said: str
    instead: str


def swaps(one: Profile, other: Profile) -> tuple[Swap, ...]:
    """Words of the subject that stand in one title and in the other's place in the second title,
    and that the other text never uses: 研究 for 探究 is wording, 铝合金 for 钛合金 is not."""
    return tuple(
        swap
        for swap in _replaced(one.title, other.title)
        if not (_known(swap.said, other.whole) or _known(swap.instead, one.whole))
    )


def _replaced(one: str, other: str) -> Iterator[Swap]:
    subject, other_subject = _subject(one), _subject(other)
    for kind, begin, end, start, stop in _steps(one, other):
        if kind == "replace" and any(subject[begin:end]) and any(other_subject[start:stop]):
            yield Swap(one[begin:end], other[start:stop])


def _steps(one: str, other: str) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


def _subject(title: str) -> list[bool]:
    """For each letter, whether it is more than framing (研究, 方法, 一种)."""
    letters = [letter.isalnum() for letter in title]
    for begin, end in framing(title):
        letters[begin:end] = [False] * (end - begin)
    return letters


def _known(word: str, text: str) -> bool:
    """A single letter is in too many words to tell."""
    return len(word) > 1 and word in text
