"""The inputs of a sweep, frozen as canonical JSON lines so that a replay gives the same bytes."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from kechuang.engines.match import Document, Query
from kechuang.engines.rulebook import (
    Fact,
    FactCatalogue,
    FactSheet,
    Pack,
    load_pack,
    read_catalogue,
)
from kechuang.engines.seal import exact_bytes
from kechuang.engines.wording import Refusal, Text


class InputsAltered(Refusal):
    """Frozen inputs that are no longer what was frozen."""

    def __init__(self, digest: str) -> None:
        super().__init__(
            Text("没有计算", "Nothing was computed"),
            Text(
                f"冻结的输入 {digest} 与其摘要不符",
                f"the frozen inputs {digest} do not have their digest",
            ),
            Text("请从备份恢复此文件，或重新计算", "Restore the file from a backup, or sweep anew"),
        )
        self.digest = digest

    def __reduce__(self) -> tuple[type[InputsAltered], tuple[str]]:
        return InputsAltered, (self.digest,)


FACT_FIELDS = ("name", "value", "period", "unit", "source", "as_of", "certified_by")


@dataclass(frozen=True)
class FrozenInputs:
    """What one sweep computes from: packs, fact sheets, outcome documents, demand queries;
    the catalogue says what the facts are."""

    packs: tuple[Pack, ...]
    sheets: tuple[FactSheet, ...]
    documents: tuple[Document, ...]
    queries: tuple[Query, ...]
    catalogue: FactCatalogue


def freeze(lines: Iterable[dict[str, Any]]) -> tuple[bytes, str]:
    """Pack the lines; returns the gzip bytes (no timestamp) and the SHA-256 of the plain text."""
    plain = b"\n".join(exact_bytes(line) for line in lines)
    return gzip.compress(plain, compresslevel=6, mtime=0), hashlib.sha256(plain).hexdigest()


def read_sealed(path: Path) -> bytes:
    """The content of a file named by its SHA-256; raises ``InputsAltered`` when it is another."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != path.name:
        raise InputsAltered(path.name)
    return content


@lru_cache(maxsize=2)
def thaw(path: str) -> FrozenInputs:
    """Read frozen inputs from a file; cached, since each worker reads them once."""
    lines = [json.loads(line) for line in gzip.decompress(read_sealed(Path(path))).splitlines()]
    catalogue = _catalogue(lines)
    return FrozenInputs(
        packs=tuple(
            load_pack(line["source"], name=line["id"], catalogue=catalogue)
            for line in _of_kind(lines, "pack")
        ),
        sheets=tuple(_sheet(line) for line in _of_kind(lines, "party")),
        documents=tuple(Document(**_search_fields(line)) for line in _of_kind(lines, "outcome")),
        queries=tuple(Query(**_search_fields(line)) for line in _of_kind(lines, "demand")),
        catalogue=catalogue,
    )


def pack_line(pack: Pack) -> dict[str, Any]:
    """A pack as one frozen line."""
    return {"kind": "pack", "id": pack.id, "source": pack.source}


def party_line(subject: str, facts: Iterable[Fact]) -> dict[str, Any]:
    """A party's statements as one frozen line."""
    return {"kind": "party", "subject": subject, "facts": [_fact_row(fact) for fact in facts]}


def search_line(kind: str, entry: Document | Query) -> dict[str, Any]:
    """An outcome document or a demand query as one frozen line."""
    return {
        "kind": kind,
        "id": entry.id,
        "title": entry.title,
        "text": entry.text,
        "keywords": list(entry.keywords),
        "attributes": dict(entry.attributes),
    }


def _of_kind(lines: list[dict[str, Any]], kind: str) -> Iterator[dict[str, Any]]:
    return (line for line in lines if line["kind"] == kind)


def _catalogue(lines: list[dict[str, Any]]) -> FactCatalogue:
    return read_catalogue(next(_of_kind(lines, "catalogue"))["source"], name="facts.yaml")


def _search_fields(line: dict[str, Any]) -> dict[str, Any]:
    fields = {name: line[name] for name in ("id", "title", "text", "attributes")}
    return fields | {"keywords": tuple(line["keywords"])}


def _fact_row(fact: Fact) -> list[Any]:
    return [_plain(getattr(fact, field)) for field in FACT_FIELDS]


def _plain(value: object) -> object:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _sheet(line: dict[str, Any]) -> FactSheet:
    facts = [Fact(**dict(zip(FACT_FIELDS, map(_typed, row), strict=True))) for row in line["facts"]]
    return FactSheet(line["subject"], facts)


def _typed(value: Any) -> Any:
    return date.fromisoformat(value["date"]) if isinstance(value, dict) else value
