"""``kechuang rules run``: every policy for every firm of a table, no database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from kechuang.base.sheets import Limits, read_table
from kechuang.batch.executors import executor_for, in_order
from kechuang.cli.output import progress_bar, say
from kechuang.engines.rulebook import columns
from kechuang.engines.wording import Refusal, Text

MOST_POOLS = 3
PATH = click.Path(exists=True, path_type=Path)
TABLE = Limits(
    file_bytes=2_000_000_000, unpacked_bytes=4_000_000_000, rows=2_000_000, cells=100_000_000,
    text_characters=2_000_000_000, seconds=600, memory_bytes=4 << 30,
)  # fmt: skip


@click.command()
@click.option("--packs", type=PATH, required=True, help="政策包文件夹 / Folder of packs.")
@click.option("--catalogue", type=PATH, help="事实目录 / Catalogue; default: facts.yaml there.")
@click.option("--facts", type=PATH, required=True, help="企业数据 / Table: xlsx, csv or jsonl.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="判断日 / Day.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help=".csv, .jsonl")
@click.option("--workers", type=click.IntRange(1), default=1, help="进程数 / Processes.")
def run(
    packs: Path, catalogue: Path | None, facts: Path, on: datetime, out: Path, workers: int
) -> None:
    """对一张企业数据表计算全部政策，不用数据库。

    Every policy for every firm of a table: verdict, near miss, amount, and what failed.
    """
    form = _form_of(out)
    question = columns.Question(packs, catalogue or _catalogue_in(packs), on.date())
    firms = _read(facts, question)
    parts = list(columns.slices_of(question, firms, form))
    with (
        progress_bar(len(firms.subjects), Text("计算", "asking")) as bar,
        out.open("wb") as stream,
    ):
        if form == ".csv":
            stream.write(",".join(columns.ResultRow._fields).encode() + b"\n")
        for part, lines in zip(parts, computed(parts, workers), strict=True):
            stream.write(lines)
            bar.update(len(part.subjects))
    _tell(firms, question, out)


def computed(
    parts: Sequence[columns.Slice],
    workers: int,
    compute: Callable[[columns.Slice], bytes] = columns.compute_slice,
) -> Iterator[bytes]:
    """The lines of each part, in order; what a killed process left open is computed again."""
    done = 0
    for _ in range(MOST_POOLS):
        try:
            with (
                executor_for(len(parts) - done, workers=workers) as executor,
                closing(in_order(executor, compute, parts[done:])) as results,
            ):
                for _, lines in results:
                    done += 1
                    yield lines
            return
        except BrokenProcessPool:
            continue
    raise Refusal(
        Text("全部政策的计算", "the run"),
        Text("计算进程一再被终止", "its processes were killed again and again"),
        Text("请检查内存，或减少 --workers", "check the memory, or take fewer --workers"),
    )


def _catalogue_in(packs: Path) -> Path:
    path = packs / "facts.yaml"
    if path.is_file():
        return path
    raise Refusal(
        Text("事实目录", "the fact catalogue"),
        Text(f"没有 {path}", f"there is no {path}"),
        Text("请用 --catalogue 指明", "name it with --catalogue"),
    )


def _form_of(out: Path) -> str:
    if out.suffix in columns.LINES:
        return out.suffix
    raise Refusal(
        Text(f"结果文件 {out.name}", f"the results in {out.name}"),
        Text(f"不会写“{out.suffix}”", f"cannot write “{out.suffix}”"),
        Text("请以 .csv 或 .jsonl 结尾", "let it end in .csv or .jsonl"),
    )


def _read(facts: Path, question: columns.Question) -> columns.Firms:
    plan = columns.plan_of(question)
    table = read_table(facts, name=facts.name, limits=TABLE)
    rows = [(row.number, row.cells) for row in table.rows if not row.is_blank]
    return columns.read_firms(table.header, rows, plan.needed, plan.catalogue)


def _tell(firms: columns.Firms, question: columns.Question, out: Path) -> None:
    clauses = sum(len(pack.clauses) for pack in columns.plan_of(question).packs)
    count = len(firms.subjects)
    say(
        Text(
            f"{count} 家企业 × {clauses} 条，写入 {out}",
            f"{count} firms × {clauses} clauses, written to {out}",
        )
    )
    if firms.ignored:
        listed = "、".join(firms.ignored)
        say(Text(f"没有用到的列：{listed}", f"columns not used: {listed}"))
