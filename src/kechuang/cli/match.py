"""``kechuang match``: a file of needs matched to a file of outcomes, no database."""

from __future__ import annotations

from pathlib import Path

import click

from kechuang.cli.computing import computed_in_order
from kechuang.cli.match_files import Unfinished, question_of
from kechuang.cli.output import progress_bar, say
from kechuang.engines.match import compute_part, parts_of, read_queries
from kechuang.engines.wording import Text

GIVEN = click.Path(exists=True, path_type=Path)


@click.command()
@click.option(
    "--corpus", type=GIVEN, required=True, help="成果 / Documents: .jsonl, .jsonl.gz, or a folder."
)
@click.option(
    "--queries", type=GIVEN, required=True, help="需求 / Queries: .jsonl, .jsonl.gz, or a folder."
)
@click.option(
    "--top", type=click.IntRange(1), default=100, show_default=True, help="每条几个 / Hits each."
)
@click.option(
    "--run",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="结果文件 / Where the answers go.",
)
@click.option(
    "--reasons", is_flag=True, help="写 JSON 行并附理由 / JSON lines with reasons, not a TREC run."
)
@click.option("--jobs", type=click.IntRange(1), help="进程数，默认全部 / Processes; default: all.")
@click.option("--scheduler", default="", help="Dask 调度器地址 / Address of a Dask scheduler.")
def command(
    corpus: Path,
    queries: Path,
    top: int,
    out: Path,
    reasons: bool,
    jobs: int | None,
    scheduler: str,
) -> None:
    """对一批需求找出最合适的成果，写成 TREC run；中断后再次运行会接着算。

    The best documents for each query (BEIR layout in, TREC run out). An interrupted run goes on
    where it stopped; one process, all cores and a cluster give the same bytes.
    """
    asked = tuple(read_queries(queries))
    unfinished = Unfinished(out, question_of(corpus, queries, f"{top} {reasons}"))
    index = unfinished.index_of(corpus)
    parts = parts_of(str(index), asked, top, reasons=reasons)
    kept = unfinished.kept()
    with progress_bar(len(asked), Text("匹配", "matching")) as bar:
        bar.update(sum(len(part.queries) for part in parts[:kept]))
        for part, answers in computed_in_order(
            compute_part,
            lambda done: parts[kept + done :],
            len(parts) - kept,
            workers=jobs,
            scheduler=scheduler,
        ):
            unfinished.keep(answers)
            bar.update(len(part.queries))
    unfinished.finish(len(parts))
    say(Text(f"{len(asked)} 条需求，写入 {out}", f"{len(asked)} queries, written to {out}"))
