"""``kechuang rules simulate``: a changed threshold, rate, cap or budget, side by side."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kechuang.cli.output import json_option
from kechuang.cli.rules_compared import compared, print_compared, write_affected
from kechuang.cli.rules_files import results_in
from kechuang.engines.rulebook import columns, comparing, find_catalogue, load_catalogue

PATH = click.Path(exists=True, path_type=Path)


@click.command()
@click.option("--packs", type=PATH, required=True, help="政策包文件夹 / Folder of packs.")
@click.option("--catalogue", type=PATH, help="事实目录 / Catalogue; default: facts.yaml there.")
@click.option(
    "--facts", type=PATH, required=True, help="企业数据 / Table: parquet, xlsx, csv or jsonl."
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="判断日 / Day.")
@click.option(
    "--change",
    "changes",
    multiple=True,
    required=True,
    help="改动：政策包/条款/条件=新值 / pack/clause/condition=NEW.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="受影响企业 / Firms affected: .parquet, .csv, …"
)
@click.option("--language", default="zh", type=click.Choice(["zh", "en"]), help="语言 / Language.")
@json_option
def simulate(
    packs: Path,
    catalogue: Path | None,
    facts: Path,
    on: datetime,
    changes: tuple[str, ...],
    out: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """改一个数试算：谁得谁失，花多少钱，按地区、人数和行业。

    A changed threshold, rate, cap or budget: who gains, who loses, what it costs.
    """
    if out:
        results_in(out)
    question = columns.Question(packs, catalogue or find_catalogue(packs), on.date())
    before = columns.plan_of(question).packs
    known = load_catalogue(question.catalogue)
    after = comparing.revised(
        before, [comparing.read_change(written) for written in changes], known
    )
    comparison = comparing.Comparison(before, after, on=question.on, catalogue=known)
    result = compared(comparison, facts, question)
    print_compared(comparison, result, language, as_json=as_json)
    if out:
        write_affected(result.affected, out)
