"""The engine on plain files: scores, conflicts, units and regions in, panels out."""

from __future__ import annotations

import csv
import json
import time
from io import StringIO
from pathlib import Path
from typing import Any

import click

from kechuang.engines.panel.assign import Assignment, Lottery, assign, assign_by_lot, shown
from kechuang.engines.panel.draw import outsider_script
from kechuang.engines.panel.question import Asked, Question, read_instance
from kechuang.engines.wording import Text

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
COUNT = click.IntRange(min=0)
CAP = click.FloatRange(min=0, max=1, min_open=True)


@click.group()
def panel() -> None:
    """评审组：按专长分配，回避是硬约束 / Review panels on plain files; conflicts are hard."""


@panel.command(name="assign")
@click.option("--scores", type=FILE, required=True, help="评分 / Scores: list, .npy, .in or .toi.")
@click.option("--demand", required=True, help="每个项目几名评审人 / Reviewers each, or a file.")
@click.option("--load", required=True, help="每人至多几个项目 / Most proposals each, or a file.")
@click.option("--min-load", default="0", help="每人至少几个 / Fewest proposals each, or a file.")
@click.option("--conflicts", type=FILE, multiple=True, help="回避 / Pairs that must not meet.")
@click.option("--units", type=FILE, help="单位：同一项目不得同单位 / Units: one of each per panel.")
@click.option("--regions", type=FILE, help="地区 / Regions of proposals and reviewers.")
@click.option("--region-digits", type=COUNT, help="只比地区码前几位 / Digits compared: 2 or 4.")
@click.option("--away-at-least", type=COUNT, default=0, help="异地席位 / Seats from elsewhere.")
@click.option("--region-at-most", type=COUNT, help="同一地区至多几席 / Seats for any one region.")
@click.option("--rows", type=click.Choice(["reviewers", "proposals"]), help="矩阵的行 / Rows.")
@click.option("--levels", default="1,0.5,0.25,0", help="排序各档分值（示例）/ Worth of each group.")
@click.option("--fair", "is_fair", is_flag=True, help="先保最弱项目 / The worst-off first.")
@click.option("--pair-cap", type=CAP, help="每对相遇概率上限 / Most probable a pair may be.")
@click.option("--seed", default="", help="随机种子 / Seed, with --pair-cap.")
@click.option("--output", type=click.Path(path_type=Path), help="写入 CSV / Write the pairs here.")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / Print JSON.")
def assign_command(
    *,
    levels: str,
    is_fair: bool,
    pair_cap: float | None,
    seed: str,
    output: Path | None,
    as_json: bool,
    **files: Any,
) -> None:
    """求总专长最优、最公平或随机的评审组。

    The best total comes with a proved bound; without a solution the smallest relaxation is told.
    """
    asked = read_instance(Question(levels=_levels(levels), **files))
    _warn(asked)
    started = time.process_time()
    answer = _answer(asked, is_fair=is_fair, pair_cap=pair_cap, seed=seed)
    answer["seconds"] = round(time.process_time() - started, 3)
    if output is not None:
        output.write_text(_table(answer["pairs"]), encoding="utf-8")
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    _say_result(answer)
    if output is None:
        click.echo(_table(answer["pairs"]), nl=False)


@panel.command(name="outsider")
def outsider_command() -> None:
    """输出任何人都能复算抽签的脚本 / Print the script with which anybody repeats a draw."""
    click.echo(outsider_script(), nl=False)


def _answer(asked: Asked, *, is_fair: bool, pair_cap: float | None, seed: str) -> dict[str, Any]:
    if pair_cap is None:
        return assign(asked.instance, is_fair=is_fair).as_dict()
    lottery = assign_by_lot(asked.instance, pair_cap_bp=round(pair_cap * 10_000), seed=seed)
    return _drawn(lottery)


def _drawn(lottery: Lottery) -> dict[str, Any]:
    told = Assignment(lottery.seating, int(lottery.expected), 0).as_dict()
    kept = {name: told[name] for name in ("total", "worst", "pairs")}
    return {"expected": shown(round(lottery.expected)), **kept}


def _levels(given: str) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in given.split(","))
    except ValueError as error:
        raise click.BadParameter("1,0.5,0.25,0", param_hint="--levels") from error


def _say(zh: str, en: str) -> None:
    text = Text(zh, en)
    click.echo(f"{text.zh} / {text.en}", err=True)


def _warn(asked: Asked) -> None:
    if asked.strangers:
        _say(
            f"{asked.strangers}条回避不涉及评分中的人",
            f"{asked.strangers} conflicts name nobody of the scores",
        )
    if asked.unitless:
        _say(f"{asked.unitless}名评审人单位不明", f"{asked.unitless} reviewers have no known unit")
    if asked.placeless:
        number = asked.placeless
        _say(f"{number}名评审人地区不明", f"reviewers of unknown region: {number}")


def _say_result(answer: dict[str, Any]) -> None:
    total, worst = answer["total"], answer["worst"]
    if "expected" in answer:
        _say(f"期望总分{answer['expected']}", f"expected total {answer['expected']}")
        _say(f"抽得总分{total}，最弱项目{worst}", f"drawn total {total}, worst-off {worst}")
    else:
        bound, limit = answer["bound"], answer["worst_bound"]
        _say(f"总分{total}，任何分配不超过{bound}", f"total {total}, no assignment exceeds {bound}")
        if answer["is_proved_best"]:
            _say("已证明最优", "proved optimal")
        _say(f"最弱项目{worst}，上界{limit}", f"worst-off proposal {worst}, bound {limit}")
    seconds = answer["seconds"]
    _say(f"求解用时{seconds}处理器秒", f"solved in {seconds} processor seconds")


def _table(pairs: list[list[str]]) -> str:
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerows([["proposal", "reviewer", "score"], *pairs])
    return buffer.getvalue()
