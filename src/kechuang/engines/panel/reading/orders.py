"""PrefLib orders with ties (``.toi``): each voter ranks groups of proposals; the rest conflict.

Old form: the number of alternatives, ``number,name`` lines, a line of sums, then
``count,{a,b},{c}``. New form: ``# ALTERNATIVE NAME n: …`` lines, then ``count: {a,b},{c}``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kechuang.engines.panel.assign import scaled
from kechuang.engines.panel.assign.instance import Ints
from kechuang.engines.panel.reading.table import ScoreTable
from kechuang.engines.panel.reading.text import read_text, unreadable
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text

ORDERS = (".toi", ".toc", ".soi", ".soc", ".cat")
_NAMED = re.compile(r"#\s*ALTERNATIVE NAME\s+(\d+)\s*:")
_ORDER = re.compile(r"(\d{1,12})\s*[,:]\s*(.*)")
_GROUP = re.compile(r"\{([^{}]*)\}|(\d+)")
MOST_VOTERS = 100_000
Order = list[list[int]]


@dataclass(frozen=True)
class Ranking:
    """``alternatives`` in the order of the file; each voter's groups of their numbers, by line."""

    alternatives: tuple[int, ...]
    voters: tuple[tuple[int, Order], ...]


def read_orders(path: Path, levels: tuple[float, ...]) -> ScoreTable:
    """Group ``k`` of an order is worth ``levels[k]``; what an order leaves out is a conflict."""
    ranking = read_ranking(path)
    place = {number: index for index, number in enumerate(ranking.alternatives)}
    proposal, reviewer, score = [], [], []
    for voter, (line, groups) in enumerate(ranking.voters):
        if len(groups) > len(levels):
            raise _more_groups(path, line, len(groups), len(levels))
        for group, worth in zip(groups, levels, strict=False):
            proposal += [place[number] for number in group]
            reviewer += [voter] * len(group)
            score += [worth] * len(group)
    return ScoreTable(
        tuple(map(str, ranking.alternatives)),
        tuple(map(str, range(len(ranking.voters)))),
        np.array(proposal, dtype=np.int64),
        np.array(reviewer, dtype=np.int64),
        scaled(score),
        left_out(ranking),
        is_numbered=True,
    )


def left_out(ranking: Ranking) -> Ints:
    """Keys proposal × voters + voter of every alternative missing from a voter's order."""
    missing = np.ones((len(ranking.alternatives), len(ranking.voters)), dtype=bool)
    place = {number: index for index, number in enumerate(ranking.alternatives)}
    for voter, (_, groups) in enumerate(ranking.voters):
        missing[[place[number] for group in groups for number in group], voter] = False
    return np.flatnonzero(missing)


def read_ranking(path: Path) -> Ranking:
    """The orders of a PrefLib file. Refuses (``PanelError``) with the line."""
    lines = list(enumerate(read_text(path).splitlines(), start=1))
    named = [int(found[1]) for _, line in lines if (found := _NAMED.match(line))]
    rows = [(number, line.strip()) for number, line in lines if line.strip() and line[0] != "#"]
    if not named:
        named, rows = _old_head(path, rows)
    voters: list[tuple[int, Order]] = []
    for number, line in rows:
        voters += _voters(path, number, line, set(named))
    if not voters:
        raise unreadable(path, None, *_NO_ORDERS)
    return Ranking(tuple(named), tuple(voters))


_NO_ORDERS = (
    Text("没有一行排序", "there is no order in it"),
    Text("请给出 PrefLib 的排序文件", "Give a PrefLib file of orders"),
)


def _old_head(path: Path, rows: list[tuple[int, str]]) -> tuple[list[int], list[tuple[int, str]]]:
    try:
        count = int(rows[0][1])
        named = [int(line.split(",", 1)[0]) for _, line in rows[1 : count + 1]]
    except (ValueError, IndexError) as error:
        raise unreadable(path, 1, *_NO_ORDERS) from error
    if len(named) < count or len(set(named)) < count:
        raise unreadable(path, 1, *_NO_ORDERS)
    return named, rows[count + 2 :]


def _voters(path: Path, line: int, text: str, known: set[int]) -> list[tuple[int, Order]]:
    found = _ORDER.fullmatch(text)
    groups = (
        [_numbers(inner or alone) for inner, alone in _GROUP.findall(found[2])] if found else []
    )
    flat = [number for group in groups for number in group]
    if found is None or len(set(flat)) < len(flat) or not known.issuperset(flat):
        raise unreadable(
            path,
            line,
            Text("排序里有未知或重复的编号", "the order names something unknown or twice"),
            Text("请改正这一行", "Mend this line"),
        )
    return [(line, groups)] * _voter_count(path, line, found[1])


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part.strip().isdigit()]


def _more_groups(path: Path, line: int, groups: int, levels: int) -> PanelError:
    return unreadable(
        path,
        line,
        Text(f"有{groups}档，只给了{levels}档分值", f"{groups} groups but {levels} levels"),
        Text("请用 --levels 给出每档分值", "Give the worth of each group with --levels"),
    )


def _voter_count(path: Path, line: int, text: str) -> int:
    if int(text) > MOST_VOTERS:
        raise unreadable(
            path,
            line,
            Text(f"一行排序最多代表{MOST_VOTERS}人", f"an order stands for {MOST_VOTERS} at most"),
            Text("请改正人数", "Mend the number of voters"),
        )
    return int(text)
