"""``kechuang bench match``: quality on labelled sets, speed on made documents."""

from __future__ import annotations

import json
import statistics
from pathlib import Path

import click

from kechuang.engines.match.bench.planted import Outcome, distinct, is_held_out, measure, sampled
from kechuang.engines.match.bench.quality import Row, compare, sets_in
from kechuang.engines.match.bench.speed import race
from kechuang.engines.match.bench.words import word_cutter
from kechuang.engines.match.duplicates import Limits
from kechuang.engines.match.trec import read_documents

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
HEAD = "set                          documents queries   words    ours   ratio  R@100 words → ours"
LINE = (
    "{set:28} {documents:>9} {queries:>7} {words_ndcg:>7.4f} {ours_ndcg:>7.4f} {ratio:>7.3f}"
    "  {words_recall:.4f} → {ours_recall:.4f}  ({ms} ms)"
)

SPEED = (
    "{engine:10} {build_s:>8.1f} {per_second:>9.1f} {ratio:>9.2f} {p50_ms:>8.2f} {p95_ms:>8.2f}"
    " {peak_mb:>9}"
)

FOUND_IN_ALL = "{} documents   recall {:.4f}   precision {:.4f}"
FOUND = "  {kind:16} asked {asked:>6}   named the original {own:>6}   others {others:>4}"


@click.group()
def bench() -> None:
    """匹配引擎的质量与速度 / Quality and speed of matching."""


@bench.command()
@click.argument("folder", type=FOLDER)
@click.option("--only", multiple=True, help="只测此集，可多次 / Only this set; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / Print JSON.")
def quality(folder: Path, only: tuple[str, ...], as_json: bool) -> None:
    """FOLDER 中每个标注集的 nDCG@10 与 Recall@100，对照词级 BM25。

    nDCG@10 and Recall@100 on each labelled set of FOLDER (BEIR layout), beside BM25 over words.
    """
    rows, cut = [], word_cutter()
    click.echo(HEAD, err=as_json)
    for judged in sets_in(folder, only):
        rows.append(compare(judged, cut))
        click.echo(LINE.format(**rows[-1]), err=as_json)
    summary = _summary(rows)
    click.echo(json.dumps({"sets": rows, **summary}, indent=2) if as_json else _said(summary))


@bench.command()
@click.option("--documents", type=click.IntRange(100), default=100_000, show_default=True)
@click.option("--needs", type=click.IntRange(10), default=500, show_default=True)
@click.option("--top", type=click.IntRange(1), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / Print JSON.")
def speed(documents: int, needs: int, top: int, as_json: bool) -> None:
    """自造文档上的速度，与已安装的 tantivy、bm25s 轮流对照（处理器时间）。

    Speed on made documents, in turn with tantivy and bm25s where they are installed, in seconds
    of the processor: build, needs per second of 100 letters, one need of 300 letters at a time.
    """
    rows = race(documents, needs, top)
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    click.echo("engine      build s   needs/s    ours ×   p50 ms   p95 ms   peak MB")
    for row in rows:
        ratio = rows[0]["per_second"] / row["per_second"]
        click.echo(SPEED.format(**row, ratio=ratio))


@bench.command()
@click.argument("corpus", type=click.Path(exists=True, path_type=Path))
@click.option("--sample", type=click.IntRange(10), default=1_000, show_default=True)
@click.option("--seed", type=int, default=20261123, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / Print JSON.")
def duplicates(corpus: Path, sample: int, seed: int, as_json: bool) -> None:
    """在 CORPUS 中植入改写、调序、缩短、换单位的副本与换材料、型号、数值的近似文本，测查重。

    Plant copies (reworded, reordered, shortened, in other units) of documents of CORPUS and
    look-alikes (another material, model, numbers); recall and precision of finding the copies. Only
    documents that the limits were not chosen on are copied. The second line ignores numbers,
    models and titles: the control.
    """
    documents = {each.id: each for each in distinct(read_documents(corpus))}
    held_out = [each for each in documents.values() if is_held_out(each)]
    asked = sampled(held_out, sample, seed=seed)
    outcomes = [
        measure(documents, asked, limits, seed=seed)
        for limits in (Limits(), Limits(marks_bp=0, heeds_titles=False))
    ]
    if as_json:
        click.echo(json.dumps([_told(outcome) for outcome in outcomes], indent=2))
        return
    for outcome in outcomes:
        click.echo(FOUND_IN_ALL.format(len(documents), outcome.recall, outcome.precision))
        for row in outcome.rows:
            click.echo(FOUND.format(**row._asdict()))


def _told(outcome: Outcome) -> dict[str, object]:
    return {**outcome._asdict(), "rows": [row._asdict() for row in outcome.rows]}


def _summary(rows: list[Row]) -> dict[str, float]:
    if not rows:
        return {}
    words, ours = (
        statistics.fmean(row[f"{name}_ndcg"] for row in rows) for name in ("words", "ours")
    )
    return {
        "words_ndcg": words,
        "ours_ndcg": ours,
        "ratio": ours / words,
        "least_ratio": min(row["ratio"] for row in rows),
        "least_recall_gain": min(row["ours_recall"] - row["words_recall"] for row in rows),
    }


def _said(summary: dict[str, float]) -> str:
    return "\n".join(f"{name:20} {value:.4f}" for name, value in summary.items())
