"""The engine on plain files (BEIR layout in, TREC run out)."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kechuang.engines.match.index import Index
from kechuang.engines.match.records import Query
from kechuang.engines.match.trec import read_documents, read_queries, run_lines
from kechuang.engines.wording import Refusal

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def match() -> None:
    """中文成果匹配，每条结果都说明理由 / Match documents to queries, with reasons."""


@match.command()
@click.argument("corpus", type=FILE)
@click.argument("title")
@click.option("--text", default="", help="需求正文 / body of the demand")
@click.option("--top", default=10, show_default=True, help="返回几条 / How many hits.")
def search(corpus: Path, title: str, text: str, top: int) -> None:
    """在 CORPUS 中查找 TITLE，每行一个 JSON 结果 / One JSON hit per line."""
    index = _build(corpus)
    for hit in index.search(Query("query", title, text), top=top):
        click.echo(json.dumps(hit.as_dict(), ensure_ascii=False))


@match.command()
@click.argument("corpus", type=FILE)
@click.argument("queries", type=FILE)
@click.option("--top", default=100, show_default=True, help="每条需求返回几条 / Hits per query.")
def run(corpus: Path, queries: Path, top: int) -> None:
    """对 QUERIES 逐条检索，输出 TREC run / A TREC run for all queries."""
    index = _build(corpus)
    try:
        for line in run_lines(index.search_many(read_queries(queries), top=top)):
            click.echo(line)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _build(corpus: Path) -> Index:
    try:
        return Index.build(read_documents(corpus))
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
