"""``kechuang points``: places by innovation points on plain files, no database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kechuang.cli.output import json_option, print_json, say
from kechuang.cli.points_explain import explained, lines_of
from kechuang.cli.points_files import lists_for, question_of, ranked
from kechuang.cli.points_rows import rows_of, write_rows
from kechuang.engines.wording import Text

_PATH = click.Path(exists=True, path_type=Path)
_scheme = click.option(
    "--scheme", type=_PATH, required=True, help="积分方案 / Scheme: the yaml file of a pack."
)
_facts = click.option(
    "--facts", type=_PATH, required=True, help="企业数据 / Table: parquet, xlsx, csv or jsonl."
)
_on = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="判断日 / Day.")
_catalogue = click.option(
    "--catalogue", type=_PATH, help="事实目录 / Catalogue; default: facts.yaml above the scheme."
)
_lists = click.option(
    "--lists", type=_PATH, help="名单定义 / Folder or file of lists that follow from the scheme."
)
_change = click.option(
    "--change",
    type=click.IntRange(1, 99),
    default=20,
    show_default=True,
    help="每项权重增减的百分比 / Each weight changes by this many percent.",
)
_workers = click.option("--workers", type=click.IntRange(1), default=1, help="进程数 / Processes.")


@click.group()
def command() -> None:
    """创新积分：名次、名次区间、权重敏感性、名单 / Places by points, and how firm they are."""


@command.command()
@_scheme
@_facts
@_on
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="结果文件 / Ranking: .parquet, .csv, .jsonl.",
)
@_lists
@_change
@_catalogue
@_workers
def rank(
    scheme: Path,
    facts: Path,
    on: datetime,
    out: Path,
    lists: Path | None,
    change: int,
    catalogue: Path | None,
    workers: int,
) -> None:
    """按方案对一张企业数据表排名，缺数据的企业给出区间，不作填补。

    Rank a table of firms. What nobody has told is never filled in: points and place become
    intervals.
    """
    found = ranked(question_of(scheme, catalogue, on.date()), facts, workers)
    count = write_rows(rows_of(found, lists_for(found.card, lists), percent=change), out)
    say(Text(f"{count} 家企业，写入 {out}", f"{count} firms, written to {out}"))
    open_ones = sum(bool(one.lacking) for one in found.points)
    say(
        Text(
            f"{open_ones} 家缺数据，得分为区间，没有填补",
            f"{open_ones} lack facts: their points are intervals, nothing was filled in",
        )
    )
    if found.ignored:
        listed = "、".join(found.ignored)
        say(Text(f"没有用到的列：{listed}", f"columns not used: {listed}"))


@command.command()
@_scheme
@_facts
@_on
@click.option("--subject", required=True, help="企业 / The firm, as the table names it.")
@_lists
@_change
@_catalogue
@_workers
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", help="语言 / Language.")
@json_option
def explain(
    scheme: Path,
    facts: Path,
    on: datetime,
    subject: str,
    lists: Path | None,
    change: int,
    catalogue: Path | None,
    workers: int,
    language: str,
    as_json: bool,
) -> None:
    """说明一家企业的积分、名次区间、缺的数据和权重的影响。

    Explain one firm: points, places, what each missing fact and each weight does.
    """
    question = question_of(scheme, catalogue, on.date())
    found = ranked(question, facts, workers)
    told = explained(found, subject, lists_for(found.card, lists), percent=change)
    if as_json:
        print_json(told)
        return
    for line in lines_of(told, language):
        click.echo(line)
