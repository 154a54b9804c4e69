"""The engine on a file of the B2B format: meetings in, slots and tables out."""

from __future__ import annotations

import csv
import json
import time
from io import StringIO
from pathlib import Path
from typing import Any

import click

from kechuang.engines.timetable.answering import as_dict, in_words
from kechuang.engines.timetable.instance import FAIRNESS
from kechuang.engines.timetable.reading import Read, read_event
from kechuang.engines.timetable.relaxing import relaxations
from kechuang.engines.timetable.solving import Effort, Solution, Status, solve
from kechuang.engines.wording import Text

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
COUNT, TIME = click.IntRange(min=0), click.FloatRange(min=0, min_open=True)
RESERVE = 0.01


@click.group()
def timetable() -> None:
    """对接会：一对一洽谈的时间表，空档最少 / Timetables of one-to-one meetings, fewest breaks."""


@timetable.command(name="solve")
@click.argument("instance", type=FILE)
@click.option("--seconds", type=TIME, default=120.0, help="至多几秒 / At most so many seconds.")
@click.option("--fairness", type=COUNT, default=FAIRNESS, help="空档数至多相差 / Most difference.")
@click.option("--no-fairness", "is_unfair", is_flag=True, help="不限空档数之差 / No such limit.")
@click.option("--seed", type=click.IntRange(min=0), default=1, help="随机种子 / Seed.")
@click.option("--workers", type=click.IntRange(1, 2), default=2, help="处理器核数 / Cores.")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / Print JSON.")
@click.pass_context
def solve_command(
    context: click.Context,
    *,
    instance: Path,
    seconds: float,
    fairness: int,
    is_unfair: bool,
    seed: int,
    workers: int,
    as_json: bool,
) -> None:
    """求空档最少的时间表，给出下界和最优证明。

    The timetable with the fewest breaks of a B2B meetings file (.dzn), with a bound. --seconds is
    time by the clock on the wall, for everything; --fairness how many more breaks one participant
    may have than another. Exit code 1: there is no timetable, or none was found in time.
    """
    started = time.monotonic()
    read = read_event(instance, fairness=None if is_unfair else fairness)
    left = max(0.0, seconds * (1 - RESERVE) - (time.monotonic() - started))
    solution = solve(read.event, Effort(left, seed, workers))
    relaxed = _ways_out(read, solution)
    answer = as_dict(read, solution, relaxed, time.monotonic() - started)
    _print(answer, read, solution, relaxed, as_json=as_json)
    context.exit(0 if solution.status is Status.FOUND else 1)


def _ways_out(read: Read, solution: Solution) -> list[Text]:
    """Rules to relax are looked for only where nothing simpler has been named."""
    is_puzzling = solution.status is Status.IMPOSSIBLE and not solution.reasons
    return relaxations(read.event) if is_puzzling else []


def _print(
    answer: dict[str, Any], read: Read, solution: Solution, relaxed: list[Text], *, as_json: bool
) -> None:
    for warning in read.warnings:
        _say(warning)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for text in in_words(solution, relaxed):
        _say(text)
    _say(Text(f"用时{answer['seconds']}秒", f"in {answer['seconds']} seconds"))
    click.echo(_table(answer["meetings"]), nl=False)


def _say(text: Text) -> None:
    click.echo(f"{text.zh} / {text.en}", err=True)


def _table(meetings: list[dict[str, Any]]) -> str:
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["slot", "table", "meeting", "first", "second"])
    rows = [[one["slot"], one["table"], one["meeting"], *one["participants"]] for one in meetings]
    writer.writerows(sorted(rows))
    return buffer.getvalue()
