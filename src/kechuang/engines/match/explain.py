"""Which words made a score, as people read them: the longest shared phrases first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from kechuang.engines.match.demand import WeighedQuery
from kechuang.engines.match.passage import Passage, Span
from kechuang.engines.match.postings import Postings
from kechuang.engines.match.records import MatchReason
from kechuang.engines.wording import Text

PHRASES = 8
FIELD_NAMES = (Text("题名", "title"), Text("关键词", "keywords"), Text("正文", "text"))


class _Share(NamedTuple):
    points: int
    fields: int


class _Phrase(NamedTuple):
    text: str
    keys: tuple[int, ...]


def text_reasons(postings: Postings, query: WeighedQuery, at: int) -> tuple[MatchReason, ...]:
    """The shared phrases with their points; what is not shown is summed up as ``rest``."""
    shares = _shares(postings, query, at)
    if not shares:
        return ()
    phrases = sorted(
        {phrase for passage in query.passages for phrase in _phrases(passage, shares)},
        key=lambda phrase: (-len(phrase.text), phrase.text),
    )
    reasons = [reason for phrase in phrases if (reason := _claim(phrase, shares))]
    reasons.sort(key=lambda reason: (-reason.points, reason.label.zh))
    shown = reasons[:PHRASES]
    rest = sum(share.points for share in shares.values())
    rest += sum(reason.points for reason in reasons[PHRASES:])
    return (*shown, _rest(rest)) if rest else tuple(shown)


def coverage_reason(text_score: int, share_bp: int) -> MatchReason:
    """What the share of the title held adds: at most as much again as the words gave."""
    percent = f"{share_bp // 100}%"
    return MatchReason(
        "coverage",
        Text("题目契合", "Title covered"),
        text_score * share_bp // 10_000,
        Text(f"覆盖需求题目实质内容的 {percent}", f"covers {percent} of what the title speaks of"),
    )


def _shares(postings: Postings, query: WeighedQuery, at: int) -> dict[int, _Share]:
    """What each query term gave to the document at ``at``."""
    shares = {}
    begins, ends = postings.locate(query.keys)
    for key, weight, begin, end in zip(
        query.keys.tolist(), query.weights.tolist(), begins.tolist(), ends.tolist(), strict=True
    ):
        slot = begin + int(np.searchsorted(postings.documents[begin:end], at))
        if slot < end and postings.documents[slot] == at:
            points = int(postings.impacts[slot]) * weight
            shares[key] = _Share(points, int(postings.fields[slot]))
    return shares


def _phrases(passage: Passage, shares: dict[int, _Share]) -> Iterator[_Phrase]:
    """Runs of overlapping shared terms outside framing, each with every key inside it."""
    run: list[Span] = []
    end = 0
    for span in (span for span in passage.spans if span.key in shares):
        if run and span.start >= end:
            yield _phrase(passage, run, end)
            run = []
        run.append(span)
        end = max(end, span.end)
    if run:
        yield _phrase(passage, run, end)


def _phrase(passage: Passage, run: list[Span], end: int) -> _Phrase:
    text = passage.terms.shown[run[0].start : end]
    return _Phrase(text, tuple(sorted({span.key for span in run})))


def _claim(phrase: _Phrase, shares: dict[int, _Share]) -> MatchReason | None:
    """Take the phrase's points out of ``shares``; single characters are left for ``rest``."""
    if len(phrase.text) < 2:
        return None
    claimed = [shares.pop(key) for key in phrase.keys if key in shares]
    if not claimed:
        return None
    mask = int(np.bitwise_or.reduce([share.fields for share in claimed]))
    names = [name for bit, name in enumerate(FIELD_NAMES) if mask >> bit & 1]
    detail = Text(
        "见于成果" + "、".join(name.zh for name in names),
        "in the " + ", ".join(name.en for name in names),
    )
    label = Text(phrase.text, phrase.text)
    return MatchReason("term", label, sum(share.points for share in claimed), detail)


def _rest(points: int) -> MatchReason:
    return MatchReason(
        "rest",
        Text("其他零散字词", "Other single characters and common words"),
        points,
        Text("每项贡献都小", "each adds little"),
    )
