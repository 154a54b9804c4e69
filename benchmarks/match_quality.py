"""Measure the match engine on folders in BEIR layout: nDCG@10, P@1 and speed.

    python benchmarks/match_quality.py [FOLDER] [--json FILE] [--only NAME ...]

FOLDER (default ``../shared/data/matching``) holds one folder per set: ``corpus.jsonl`` (or a file
``CORPUS`` naming the set whose corpus it uses), ``queries.jsonl`` and ``qrels/test.tsv`` (or
``qrels.tsv``). Where queries are made from documents (query ``qc2`` from document ``c2``), the
document itself is left out unless it is judged. Prints a table; ``--json`` keeps the numbers.
"""

from __future__ import annotations

import json
import math
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from kechuang.engines.match import Index
from kechuang.engines.match.trec import read_documents, read_queries

SHARED = Path(__file__).parents[1] / ".." / "shared" / "data" / "matching"
DEPTH = 10
Judgements = Mapping[str, Mapping[str, int]]
HEAD = ("set", "documents", "queries", "nDCG@10", "P@1", "build s", "p50 ms", "p95 ms")


def ndcg(ranking: Sequence[str], gains: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain with linear gains, as trec_eval computes it."""
    got = [gains.get(document, 0) for document in ranking[:depth]]
    ideal = sorted(gains.values(), reverse=True)[:depth]
    return _discounted(got) / _discounted(ideal) if any(ideal) else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def read_judgements(folder: Path) -> Judgements:
    """``query → document → gain`` from a tab-separated file with a header line."""
    beside = folder / "qrels.tsv"
    lines = (beside if beside.exists() else folder / "qrels" / "test.tsv").read_text("utf-8")
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for line in lines.splitlines():
        cells = line.split("\t")
        if cells[-1].lstrip("-").isdigit():
            judged[cells[0]][cells[-2]] = int(cells[-1])
    return judged


def corpus_of(folder: Path) -> Path:
    """The set's own corpus, or the one its ``CORPUS`` file names."""
    pointer = folder / "CORPUS"
    home = folder.parent / pointer.read_text("utf-8").strip() if pointer.exists() else folder
    return home / "corpus.jsonl"


def measure(folder: Path) -> dict[str, str | int | float]:
    """One row of the table."""
    judged = read_judgements(folder)
    started = time.perf_counter()
    index = Index.build(read_documents(corpus_of(folder)))
    build_s = time.perf_counter() - started
    rows = list(_search(folder, index, judged))
    times = sorted(row[2] for row in rows)
    return {
        "set": folder.name,
        "documents": len(index),
        "queries": len(rows),
        "nDCG@10": round(statistics.fmean(row[0] for row in rows), 4),
        "P@1": round(statistics.fmean(row[1] for row in rows), 4),
        "build s": round(build_s, 2),
        "p50 ms": round(times[len(times) // 2] * 1000, 2),
        "p95 ms": round(times[len(times) * 95 // 100] * 1000, 2),
    }


def _search(folder: Path, index: Index, judged: Judgements) -> Iterator[tuple[float, float, float]]:
    for query in read_queries(folder / "queries.jsonl"):
        gains = judged.get(query.id)
        if gains:
            started = time.perf_counter()
            hits = index.search(query, top=DEPTH + 1)
            elapsed = time.perf_counter() - started
            origin = query.id[1:]
            found = [hit.document_id for hit in hits]
            ranking = [name for name in found if name != origin or name in gains]
            yield ndcg(ranking, gains), float(gains.get(next(iter(ranking), ""), 0) > 0), elapsed


@click.command()
@click.argument(
    "folder", default=SHARED, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--only", multiple=True, help="name of a set; may be repeated")
def main(folder: Path, json_file: Path | None, only: tuple[str, ...]) -> None:
    """Measure every set in FOLDER."""
    rows = []
    click.echo("  ".join(f"{name:>10}" for name in HEAD))
    for path in sorted(child for child in folder.iterdir() if child.is_dir()):
        if not only or path.name in only:
            rows.append(measure(path))
            click.echo("  ".join(f"{rows[-1][name]:>10}" for name in HEAD))
    mean = statistics.fmean(float(row["nDCG@10"]) for row in rows) if rows else 0.0
    click.echo(f"mean nDCG@10 over {len(rows)} sets: {mean:.4f}")
    if json_file:
        json_file.write_text(json.dumps({"mean_ndcg": round(mean, 4), "sets": rows}, indent=2))


if __name__ == "__main__":
    main()
