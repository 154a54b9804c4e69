"""``kechuang sweep``: every policy for every enterprise, every open demand to the outcomes."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import Any

import click

from kechuang.base.actors import system_actor
from kechuang.base.clock import now, today
from kechuang.batch.sweeping import (
    advance_sweep,
    finish_sweep,
    items_left,
    prepare_sweep,
    replay_differences,
)
from kechuang.cli.database import prepare_database
from kechuang.cli.output import json_option, print_json, progress_bar, say
from kechuang.engines.wording import Refusal, Text
from kechuang.policies.services import publish_policies
from kechuang.runs.models import SWEEP, Run, RunState

BY = system_actor("kechuang sweep")


@click.command()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="基准日，默认今天 / As of this day.")
@click.option("--workers", type=click.IntRange(1), help="进程数 / Processes; default: all cores.")
@click.option(
    "--replay", type=int, metavar="RUN", help="用冻结的输入重算并比对 / Replay and compare."
)
@json_option
def command(on: datetime | None, workers: int | None, replay: int | None, as_json: bool) -> None:
    """全区域计算；中断后再次运行会从断点继续，输入未变时不重复计算。

    The region sweep; run it again after an interruption and it goes on where it stopped.
    """
    prepare_database()
    if replay is not None:
        replay_run(replay, workers, as_json)
        return
    run, seconds = sweep(on.date() if on else today(), workers)
    report = run_report(run) | {"seconds": f"{seconds:.1f}"}
    print_json(report) if as_json else _tell(report)


def sweep(on: date, workers: int | None = None) -> tuple[Run, float]:
    """Publish the packs, prepare, compute with a progress bar, seal; the run and its seconds."""
    began = time.monotonic()
    publish_policies(by=BY, at=now())
    run = prepare_sweep(by=BY, at=now(), on=on)
    if run.state != RunState.COMPLETED:
        with progress_bar(items_left(run), Text("计算", "sweeping")) as bar:
            advance_sweep(run, progress=bar.update, workers=workers)
        run = finish_sweep(run, by=BY, at=now())
    return run, time.monotonic() - began


def replay_run(pk: int, workers: int | None, as_json: bool) -> None:
    """Compute a sealed run again; exit code 1 when any byte differs."""
    run = _sealed_run(pk)
    with progress_bar(
        sum(p.last - p.first for p in run.parts.all()), Text("重算", "replaying")
    ) as bar:
        different = replay_differences(run, progress=bar.update, workers=workers)
    parts = [f"{part.kind} {part.first}-{part.last}" for part in different]
    if as_json:
        print_json({"run": run.pk, "result_digest": run.result_digest, "differences": parts})
    elif different:
        listed = "、".join(parts)
        say(Text(f"有 {len(parts)} 段不同：{listed}", f"{len(parts)} parts differ: {listed}"))
    else:
        say(Text("重算结果逐字节相同", "The replay gave the same bytes"))
    raise SystemExit(1 if different else 0)


def run_report(run: Run) -> dict[str, Any]:
    """What a sweep found, for ``--json``."""
    return {
        "run": run.pk,
        "on": run.on.isoformat(),
        "state": run.state,
        "inputs_digest": run.inputs_digest,
        "result_digest": run.result_digest,
        **run.counts,
    }


def _sealed_run(pk: int) -> Run:
    run = Run.objects.filter(pk=pk, kind=SWEEP, state=RunState.COMPLETED).first()
    if run is None:
        raise Refusal(
            Text(f"计算 #{pk} 不能重算", f"Run #{pk} cannot be replayed"),
            Text("没有这次已完成的计算", "there is no such completed run"),
            Text("先运行 kechuang sweep", "Run kechuang sweep first"),
        )
    return run


def _tell(report: dict[str, Any]) -> None:
    zh = "计算 #{run} 完成：{answers} 条结论，{met} 条符合，{matches} 条匹配，用时 {seconds} 秒"
    en = "Run #{run} done: {answers} answers, {met} met, {matches} matches, {seconds} s"
    say(Text(zh.format(**report), en.format(**report)))
