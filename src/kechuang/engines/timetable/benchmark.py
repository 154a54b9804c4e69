"""``bench timetable``: every instance of a folder, against optima published beside them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from kechuang.engines.timetable.reading import read_event
from kechuang.engines.timetable.solving import Effort, solve

HEAD = ("instance", "published", "breaks", "bound", "proved", "seconds", "processor s")
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
TIME = click.FloatRange(min=0, min_open=True)
Row = tuple[str, ...]


@click.command()
@click.option("--instances", type=FOLDER, required=True, help="算例 / Folder with .dzn files.")
@click.option("--seconds", type=TIME, default=120.0, help="每例至多几秒 / Seconds for each.")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / Print JSON.")
def bench(instances: Path, seconds: float, as_json: bool) -> None:
    """洽谈时间表的空档数与用时，对照文件夹中 published_optima.json。

    Breaks and time for every .dzn file under the folder, beside the optima of the file
    published_optima.json there, if there is one. Seconds are by the clock on the wall, and longer
    where other work shares the cores; processor seconds are not.
    """
    published = _published(instances)
    rows = []
    if not as_json:
        click.echo("  ".join(HEAD))
    for path in sorted(instances.rglob("*.dzn")):
        rows.append(_measured(path, published, seconds))
        if not as_json:
            click.echo("  ".join(rows[-1]))
    if as_json:
        click.echo(json.dumps([dict(zip(HEAD, row, strict=True)) for row in rows]))
        return
    click.echo(_summary(rows))


def _published(folder: Path) -> Mapping[str, int]:
    found = sorted(folder.rglob("published_optima.json"))
    if not found:
        return {}
    optima: dict[str, int] = json.loads(found[0].read_text(encoding="utf-8"))["optimum"]
    return optima


def _measured(path: Path, published: Mapping[str, int], seconds: float) -> Row:
    name = path.name.removesuffix(".dzn").removesuffix(".original")
    started, worked = time.monotonic(), time.process_time()
    solution = solve(read_event(path).event, Effort(seconds))
    times = (time.monotonic() - started, time.process_time() - worked)
    return (
        name,
        str(published.get(name, "–")),
        "–" if solution.breaks is None else str(solution.breaks),
        str(solution.bound),
        "yes" if solution.is_proved else "no",
        *(f"{spent:.1f}" for spent in times),
    )


def _summary(rows: list[Row]) -> str:
    return "; ".join(f"{words}: {number} of {len(rows)}" for words, number in _counts(rows))


def _counts(rows: list[Row]) -> Iterator[tuple[str, int]]:
    yield "已证明最少 / proved", sum(row[4] == "yes" for row in rows)
    yield "等于公布值 / equal to the published", sum(row[1] == row[2] for row in rows)
    yield "两者居一 / one of both", sum(row[4] == "yes" or row[1] == row[2] for row in rows)
