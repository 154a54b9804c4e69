"""``kechuang flow``: prove procedure packs, draw them, play them; on plain files, no database."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from kechuang.cli.output import json_option, print_json
from kechuang.engines.flow import (
    Checked,
    check_procedures,
    draw_procedure,
    play_procedure,
    procedure_lines,
    simulation_lines,
    start_of,
)
from kechuang.engines.rulebook import load_catalogue

_PATH = click.Path(exists=True, path_type=Path)
_PROCEDURE = click.option("--procedure", default="", help="流程编号 / Id of the procedure.")


@click.group()
def command() -> None:
    """流程包：核验、画图、模拟 / Procedure packs: prove, draw, simulate."""


@command.command("check")
@click.argument("path", type=_PATH, default="packs")
@click.option("--facts", type=_PATH, default=None, help="事实目录 / Catalogue of facts.")
@json_option
def check_packs(path: Path, facts: Path | None, as_json: bool) -> None:
    """核验 PATH 下的流程包；有问题时逐条列出行号和改法，退出码为 1。

    Prove the procedures at PATH; every problem with its line and mend, exit code 1.
    """
    checked = check_procedures(
        path, known_facts=frozenset(load_catalogue(facts)) if facts else None
    )
    if as_json:
        print_json(checked.as_dict())
    else:
        _show(checked)
    sys.exit(1 if checked.problems else 0)


@command.command("draw")
@click.argument("path", type=_PATH, default="packs")
@_PROCEDURE
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="语言 / Language.",
)
def draw_pack(path: Path, procedure: str, language: str) -> None:
    """输出流程图（Mermaid）/ Print the state diagram (Mermaid)."""
    click.echo(draw_procedure(path, procedure, language=language), nl=False)


@command.command("simulate")
@click.argument("path", type=_PATH, default="packs")
@_PROCEDURE
@click.option("--calendars", type=_PATH, default="packs", help="日历包 / Calendar packs.")
@click.option("--seed", default=1, show_default=True, help="随机种子 / Seed.")
@click.option("--runs", default=200, show_default=True, help="件数 / How many cases.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default="2024-01-02",
    show_default=True,
    help="开始日 / First day.",
)
@json_option
def simulate_pack(
    path: Path,
    procedure: str,
    calendars: Path,
    seed: int,
    runs: int,
    on: datetime,
    as_json: bool,
) -> None:
    """随机走 RUNS 件，报告去向、工作日数和死路；同一种子结果相同。

    Play cases at random: ends, working days, dead ends. The same seed gives the same report.
    """
    simulation = play_procedure(
        path, procedure, calendars=calendars, seed=seed, runs=runs, at=start_of(on.date())
    )
    if as_json:
        print_json(simulation.as_dict())
    for text in simulation_lines(simulation) if not as_json else ():
        click.echo(f"{text.zh} / {text.en}")
    sys.exit(1 if simulation.dead_ends else 0)


def _show(checked: Checked) -> None:
    for procedure in checked.procedures:
        for text in procedure_lines(procedure):
            click.echo(f"{text.zh} / {text.en}")
    for problem in checked.problems:
        click.echo(f"✗ {problem.said_in('zh')}\n  {problem.said_in('en')}")
