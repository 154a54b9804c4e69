"""What a pack rests on: documents, and articles of them, or an example (示例) of ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kechuang.engines.packfile.located import Located
from kechuang.engines.packfile.refusals import nearest
from kechuang.engines.wording import Text

EXAMPLE = "示例"
UNCONFIRMED = frozenset({"P?", "K-high", "K-med", "K-low"})
EVIDENCE = frozenset({"L", "P-off", "P", *UNCONFIRMED, EXAMPLE})
_SOURCE = frozenset({"zh", "en", "issuer", "doc_no", "issued_on", "evidence"})


@dataclass(frozen=True, slots=True)
class Source:
    """A document the pack rests on. ``evidence`` as in policy packs: L, P-off, P, P?, 示例."""

    id: str
    title: Text
    issuer: str
    doc_no: str
    issued_on: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Basis:
    """Why something is so: an article of a source, or an example of ours (示例)."""

    source: str
    article: Text
    is_example: bool = False


_EXAMPLE_BASIS = Basis("", Text("示例，来源未作规定", "example; no source defines it"), True)


def label_of(part: Located) -> Text:
    """The ``zh`` and ``en`` beside the other keys of ``part``."""
    return Text(part.need("zh").text(), part.need("en").text())


def read_basis(part: Located | None, source_of: Callable[[Located], str]) -> tuple[Basis, ...]:
    """``示例``, one ``{source, article}``, or a list of them; nothing where there is no part."""
    if part is None:
        return ()
    if part.value == EXAMPLE:
        return (_EXAMPLE_BASIS,)
    items = part.some if isinstance(part.value, list) else [part]
    return tuple(_read_article(item, source_of) for item in items)


def _read_article(part: Located, source_of: Callable[[Located], str]) -> Basis:
    part.only(frozenset({"source", "article"}))
    return Basis(source_of(part.need("source")), part.need("article").both())


def read_source(source_id: str, part: Located) -> Source:
    part.only(_SOURCE)
    evidence, issued_on, doc_no = part.need("evidence"), part.get("issued_on"), part.get("doc_no")
    if evidence.text() not in EVIDENCE:
        evidence.refuse(
            Text(f"没有证据等级“{evidence.text()}”", f"no evidence “{evidence.text()}”"),
            nearest(evidence.text(), EVIDENCE),
        )
    return Source(
        id=source_id,
        title=label_of(part),
        issuer=part.need("issuer").text(),
        doc_no=doc_no.text() if doc_no else "",
        issued_on=issued_on.date() if issued_on else None,
        evidence=evidence.text(),
    )
