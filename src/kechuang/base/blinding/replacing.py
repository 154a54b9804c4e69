"""Known names out of the text, neutral words in, whatever the pieces a text is stored in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.folding import Folded, fold
from kechuang.base.blinding.names import NUMBERS, KnownName, placeholders

_BOUNDED_BELOW = 8


class Span(NamedTuple):
    """Where a known name stands in a text, and what stands for it."""

    start: int
    end: int
    placeholder: str


class Replacer:
    """Finds and replaces the known names of one case; counts into ``findings``."""

    def __init__(self, names: Sequence[KnownName], findings: Findings) -> None:
        self._findings = findings
        words = list(zip(names, placeholders(names), strict=True))
        self._tight = _Pattern((form, word) for name, word in words for form in name.all_forms)
        self._loose = _Pattern(
            ((form, word) for name, word in words for form in name.forms if name.kind in NUMBERS),
            is_loose=True,
        )

    def spans(self, text: str) -> list[Span]:
        """Non-overlapping, in order; of two that overlap the longer one."""
        found = [*self._tight.spans(text), *self._loose.spans(text)]
        kept: list[Span] = []
        for span in sorted(found, key=lambda s: (s.start - s.end, s.start)):
            if all(span.end <= other.start or other.end <= span.start for other in kept):
                kept.append(span)
        return sorted(kept)

    def replace(self, text: str) -> str:
        return self.replace_across([text])[0]

    def replace_across(self, pieces: Sequence[str]) -> list[str]:
        """The pieces of one text; a name that runs over several is replaced in the first."""
        text = "".join(pieces)
        spans = self.spans(text)
        for span in spans:
            self._findings.replaced[span.placeholder] += 1
        if not spans:
            return list(pieces)
        return list(_cut(pieces, spans))


class _Pattern:
    def __init__(self, forms: Iterable[tuple[str, str]], *, is_loose: bool = False) -> None:
        self._is_loose = is_loose
        self._words: dict[str, str] = {}
        for form, word in forms:
            folded = fold(form, is_loose=is_loose).text
            if len(folded) > 1:
                self._words.setdefault(folded, word)
        longest_first = sorted(self._words, key=lambda form: (-len(form), form))
        self._search = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def spans(self, text: str) -> Iterator[Span]:
        folded = fold(text, is_loose=self._is_loose)
        at = 0
        while match := self._search.search(folded.text, at):
            span = self._span(folded, match)
            if _stands_alone(text, span, match[0]):
                yield span
                at = match.end()
            else:
                at = match.start() + 1

    def _span(self, folded: Folded, match: re.Match[str]) -> Span:
        start, end = folded.places[match.start()], folded.places[match.end() - 1] + 1
        return Span(start, end, self._words[match[0]])


def _stands_alone(text: str, span: Span, form: str) -> bool:
    """A short Latin form inside a longer word ("Li" in "Limited") is not the name."""
    if not form.isascii() or len(form) >= _BOUNDED_BELOW:
        return True
    around = text[max(span.start - 1, 0) : span.start] + text[span.end : span.end + 1]
    return not any(c.isascii() and c.isalnum() for c in around)


def _cut(pieces: Sequence[str], spans: Sequence[Span]) -> Iterator[str]:
    begin = 0
    for piece in pieces:
        end = begin + len(piece)
        kept, at = [], begin
        for span in spans:
            if span.end <= begin or span.start >= end:
                continue
            kept.append(piece[at - begin : max(span.start - begin, 0)])
            if span.start >= begin:
                kept.append(span.placeholder)
            at = min(span.end, end)
        yield "".join(kept) + piece[at - begin :]
        begin = end
