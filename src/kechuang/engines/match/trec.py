"""Files of the retrieval world: BEIR folders (corpus.jsonl, queries.jsonl) in, TREC runs out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kechuang.engines.match.records import Document, Hit, Query
from kechuang.engines.wording import Refusal, Text

RUN_NAME = "kechuang"


class FileRefusal(Refusal):
    """A corpus or query file that cannot be read."""


def read_documents(path: Path) -> Iterator[Document]:
    """One document per line: ``_id``, ``title``, ``text`` (or ``abstract``), ``keywords``."""
    return (
        Document(record["_id"], *_texts(record), attributes=record.get("metadata") or {})
        for record in _records(path)
    )


def read_queries(path: Path) -> Iterator[Query]:
    """One query per line; a query with a text alone has it as its title."""
    for record in _records(path):
        title, text, keywords = _texts(record)
        attributes = record.get("metadata") or {}
        yield Query(record["_id"], title or text, text if title else "", keywords, attributes)


def run_lines(results: Iterable[tuple[str, tuple[Hit, ...]]]) -> Iterator[str]:
    """``query Q0 document rank score name``, one line per hit, without line ends."""
    for query_id, hits in results:
        for hit in hits:
            yield f"{query_id} Q0 {hit.document_id} {hit.rank} {hit.score} {RUN_NAME}"


def _texts(record: dict[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    title, text, abstract = (str(record.get(name) or "") for name in ("title", "text", "abstract"))
    if abstract and not title:
        title, text = text, abstract
    return title, text or abstract, tuple(map(str, record.get("keywords") or ()))


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _record(path, number, line)


def _record(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise _unreadable(path, number) from error
    if not isinstance(record, dict) or not isinstance(record.get("_id"), str):
        raise _unreadable(path, number)
    return record


def _unreadable(path: Path, number: int) -> FileRefusal:
    return FileRefusal(
        Text(f"{path} 第 {number} 行无法读取", f"{path} line {number} cannot be read"),
        Text("每行应是含文字 _id 的 JSON 对象", "each line is a JSON object with a text _id"),
        Text("请改正该行后重试", "Mend the line and try again"),
    )
