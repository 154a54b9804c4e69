"""Results with their reasons: which facts are missing and how far each firm is from each clause.

Every firm is explained, about a tenth of a millisecond for each policy: for lists of a city, not
for the run of a million firms.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from kechuang.engines.rulebook.answers import Answer
from kechuang.engines.rulebook.columns.answering import ask_block
from kechuang.engines.rulebook.columns.explained import Explained
from kechuang.engines.rulebook.columns.frames import Frame
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.columns.results import ResultRow, result_rows
from kechuang.engines.rulebook.columns.running import Slice, plan_of
from kechuang.engines.rulebook.packs import Pack


class Why(NamedTuple):
    """``missing``: facts to collect, as ``name@year``; ``gaps``: each unmet condition of the
    shortest way with what is short; ``widest_bp``: the largest of them as a share of what is
    needed, empty where one has no size.
    """

    missing: str
    unmet: int
    widest_bp: int | None
    gaps: str
    gaps_en: str


FIELDS = (*ResultRow._fields, *Why._fields)
Row = tuple[str | int | bool | None, ...]


def reasoned_lines(part: Slice) -> bytes:
    """The result lines of a slice with their reasons, in the form that the slice asks for."""
    stream = StringIO()
    rows = reasoned_rows(part)
    if part.form == ".csv":
        csv.writer(stream, lineterminator="\n").writerows(rows)
    else:
        stream.writelines(f"{_compact(dict(zip(FIELDS, row, strict=True)))}\n" for row in rows)
    return stream.getvalue().encode()


def reasoned_rows(part: Slice) -> Iterator[Row]:
    """Clause by clause, firm by firm, in the order of ``FIELDS``."""
    plan = plan_of(part.question)
    told: dict[str, list[Why]] = {}
    known: Pack | None = None
    for answers in ask_block(plan, part.frame):
        if answers.pack is not known:
            known = answers.pack
            told = _told(plan, part.frame, known, len(part.subjects))
        rows = result_rows(answers, part.subjects)
        for row, why in zip(rows, told[answers.clause.id], strict=True):
            yield (*row, *why)


def why_of(answer: Answer) -> Why:
    """What one answer lacks, in a line each."""
    efforts = [gap.effort_bp for gap in answer.gaps]
    told = [effort for effort in efforts if effort is not None]
    return Why(
        " ".join(f"{one.name}@{one.period}" if one.period else one.name for one in answer.missing),
        len(efforts),
        max(told) if told and len(told) == len(efforts) else None,
        "；".join(f"{gap.label.zh}：{gap.short_by.zh}" for gap in answer.gaps),
        "; ".join(f"{gap.label.en}: {gap.short_by.en}" for gap in answer.gaps),
    )


def _told(plan: Plan, frame: Frame, pack: Pack, rows: int) -> dict[str, list[Why]]:
    """Each clause of ``pack``, firm by firm; an answer is forgotten when it has been told."""
    told: dict[str, list[Why]] = {clause.id: [] for clause in pack.clauses}
    explained = Explained(plan, frame)
    for row in range(rows):
        for clause in pack.clauses:
            told[clause.id].append(why_of(explained.answer(pack, clause, row)))
        explained.asked.clear()
    return told


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
