"""Lists as packs (``packs/…/lists/*.yaml``): which scheme, which line, what being on it opens."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from kechuang.engines.packfile import (
    EVIDENCE,
    EXAMPLE,
    Located,
    id_given_twice,
    name_below,
    nearest,
    read_yaml,
    text_of,
)
from kechuang.engines.seal import digest
from kechuang.engines.standing.lines import Line
from kechuang.engines.wording import Text

FOLDER = "lists"
_KEYS = frozenset(
    {"id", "title", "scheme", "kind", "issuer", "doc_no", "article", "evidence", "line", "opens",
     "note"}
)  # fmt: skip
_ANOTHER_HAS_IT = Text("另一个名单已用此编号", "another list has this id")
THOUSAND = 1_000


class ListKind(StrEnum):
    WHITE_LIST = "white_list"
    POINTS_LOAN = "points_loan"


class ListPack(NamedTuple):
    """A list that follows from a score. ``evidence`` 示例: the line is ours and no law."""

    id: str
    title: Text
    scheme: str
    kind: ListKind
    issuer: str
    doc_no: str
    article: Text
    evidence: str
    line: Line
    opens: Text
    note: Text
    digest: str
    source: str

    @property
    def is_example(self) -> bool:
        return self.evidence == EXAMPLE


def load_list(text: str, *, name: str) -> ListPack:
    """The list in ``text``; PackError names the line of what is wrong, and how to mend it."""
    root = read_yaml(text, name=name)
    root.only(_KEYS)
    note, doc_no = root.get("note"), root.get("doc_no")
    return ListPack(
        id=root.need("id").text(),
        title=root.need("title").both(),
        scheme=root.need("scheme").text(),
        kind=ListKind(_one_of(root.need("kind"), frozenset(ListKind))),
        issuer=root.need("issuer").text(),
        doc_no=doc_no.text() if doc_no else "",
        article=root.need("article").both(),
        evidence=_one_of(root.need("evidence"), EVIDENCE),
        line=_read_line(root.need("line")),
        opens=root.need("opens").both(),
        note=note.both() if note else Text("", ""),
        digest=digest(root.plain()),
        source=text,
    )


def load_lists(path: Path | str) -> tuple[ListPack, ...]:
    """Every list at or below ``path``, ordered by id."""
    path = Path(path)
    below = sorted(path.rglob("*.yaml"))
    files = [path] if path.is_file() else [one for one in below if one.parent.name == FOLDER]
    loaded: dict[str, ListPack] = {}
    for file in files:
        name = name_below(file, path)
        found = load_list(text_of(file), name=name)
        if found.id in loaded:
            raise id_given_twice(name, found.id, _ANOTHER_HAS_IT)
        loaded[found.id] = found
    return tuple(loaded[one] for one in sorted(loaded))


def _read_line(part: Located) -> Line:
    part.only(frozenset({"at_least", "first"}))
    at_least, first = part.get("at_least"), part.get("first")
    given = [one for one in (at_least, first) if one is not None]
    if len(given) != 1 or given[0].whole() < 1:
        part.refuse(
            Text("须写一个分数线或一个名次，且为正", "it is one positive mark or number of places"),
            Text("请写 {at_least: 60} 或 {first: 100}", "write {at_least: 60} or {first: 100}"),
        )
    return Line(at_least.whole() * THOUSAND if at_least else None, first.whole() if first else None)


def _one_of(part: Located, allowed: frozenset[str]) -> str:
    if part.text() not in allowed:
        part.refuse(
            Text(f"没有“{part.text()}”这一项", f"there is no “{part.text()}”"),
            nearest(part.text(), allowed),
        )
    return part.text()
