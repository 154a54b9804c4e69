"""Files of the retrieval world: BEIR folders (corpus.jsonl, queries.jsonl) in, TREC runs out."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO, cast

from kechuang.engines.match.records import Document, Query
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


def run_line(query_id: str, document_id: str, rank: int, score: int) -> str:
    """``query Q0 document rank score name``, with its line end."""
    return f"{query_id} Q0 {document_id} {rank} {score} {RUN_NAME}\n"


def _texts(record: dict[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    title, text, abstract = (str(record.get(name) or "") for name in ("title", "text", "abstract"))
    if abstract and not title:
        title, text = text, abstract
    return title, text or abstract, tuple(map(str, record.get("keywords") or ()))


def _records(path: Path) -> Iterator[dict[str, Any]]:
    for file in files_of(path):
        with open_text(file) as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _record(file, number, line)


def files_of(path: Path) -> list[Path]:
    """``path`` itself, or every ``.jsonl`` and ``.jsonl.gz`` of a folder in the order of names."""
    if path.is_file():
        return [path]
    found = sorted(file for kind in ("*.jsonl", "*.jsonl.gz") for file in path.glob(kind))
    if not found:
        raise FileRefusal(
            Text(f"{path} 无法读取", f"{path} cannot be read"),
            Text("没有 .jsonl 或 .jsonl.gz 文件", "it holds no .jsonl or .jsonl.gz file"),
            Text("请指定文件或含这类文件的文件夹", "Give a file, or a folder with such files"),
        )
    return found


def open_text(file: Path) -> TextIO:
    """Lines of a file, unpacked where its name ends in ``.gz``."""
    if file.suffix == ".gz":
        return cast(TextIO, gzip.open(file, "rt", encoding="utf-8-sig"))
    return file.open(encoding="utf-8-sig")


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
