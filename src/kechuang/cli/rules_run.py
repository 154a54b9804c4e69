"""``kechuang rules run``: every policy for every firm of a table, no database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kechuang.cli.output import progress_bar, say
from kechuang.cli.rules_computing import computed
from kechuang.cli.rules_files import facts_in, results_in
from kechuang.engines.rulebook import columns, find_catalogue
from kechuang.engines.wording import Text

PATH = click.Path(exists=True, path_type=Path)


@click.command()
@click.option("--packs", type=PATH, required=True, help="政策包文件夹 / Folder of packs.")
@click.option(
    "--catalogue", type=PATH, help="事实目录 / Catalogue; default: facts.yaml there or above."
)
@click.option(
    "--facts", type=PATH, required=True, help="企业数据 / Table: parquet, xlsx, csv or jsonl."
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="判断日 / Day.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="结果文件 / Answers: .parquet, .csv, .jsonl.",
)
@click.option(
    "--reasons", is_flag=True, help="另写缺少的数据和差距 / Missing facts and gaps, row by row."
)
@click.option("--workers", type=click.IntRange(1), default=1, help="进程数 / Processes.")
@click.option("--scheduler", default="", help="Dask 调度器地址 / Address of a Dask scheduler.")
def run(
    packs: Path,
    catalogue: Path | None,
    facts: Path,
    on: datetime,
    out: Path,
    reasons: bool,
    workers: int,
    scheduler: str,
) -> None:
    """对一张企业数据表计算全部政策，不用数据库。

    Every policy for every firm of a table: verdict, near miss, amount, and what failed.
    """
    question = columns.Question(packs, catalogue or find_catalogue(packs), on.date())
    results = results_in(out, with_reasons=reasons)
    told = facts_in(facts, question, results.form)
    with (
        progress_bar(told.firms, Text("计算", "asking")) as bar,
        results.opened(out) as keep,
    ):
        for part, answers in computed(told, results.compute, workers, scheduler):
            keep(answers)
            bar.update(len(part.subjects))
    _tell(told.firms, told.ignored, question, out)


def _tell(firms: int, ignored: tuple[str, ...], question: columns.Question, out: Path) -> None:
    clauses = sum(len(pack.clauses) for pack in columns.plan_of(question).packs)
    say(
        Text(
            f"{firms} 家企业 × {clauses} 条，写入 {out}",
            f"{firms} firms × {clauses} clauses, written to {out}",
        )
    )
    if ignored:
        listed = "、".join(ignored)
        say(Text(f"没有用到的列：{listed}", f"columns not used: {listed}"))
