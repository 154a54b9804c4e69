"""Which words made a score, as people read them: the longest shared phrases first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from kechuang.engines.match.demand import WeighedQuery
from kechuang.engines.match.holding import find_in_all
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


def extent_reason(points: int) -> MatchReason:
    """What comparing by extent added or took, where the query is as full as a document."""
    short = points >= 0
    return MatchReason(
        "extent",
        Text("篇幅", "Extent"),
        points,
        Text(
            "成果文字短于通常篇幅，相同字词更说明问题", "shorter than usual: shared words tell more"
        )
        if short
        else Text(
            "成果文字长于通常篇幅，相同字词较不说明问题",
            "longer than usual: shared words tell less",
        ),
    )


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
    begins, ends = postings.locate(query.keys)
    places = np.zeros(len(begins), dtype=np.int64)
    find_in_all(postings.documents, begins, ends, at, places)
    held = np.flatnonzero(places >= 0)
    points = postings.levels[places[held]].astype(np.int64) * query.weights[held]
    columns = (query.keys[held], points, postings.fields[places[held]])
    return {
        key: _Share(share, fields)
        for key, share, fields in zip(*(column.tolist() for column in columns), strict=True)
    }


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
