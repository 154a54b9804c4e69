"""The small parts that many sections share: words, legal bases, lists of names."""

from __future__ import annotations

from kechuang.engines.flow.elements import Basis, Source, Wording
from kechuang.engines.flow.reading.reading import Reading
from kechuang.engines.packfile import Located
from kechuang.engines.wording import Text

EXAMPLE = "示例"
EVIDENCE = frozenset({"L", "P-off", "P", "P?", "K-high", "K-med", "K-low", EXAMPLE})
_SOURCE = frozenset({"zh", "en", "issuer", "doc_no", "issued_on", "evidence"})
_EXAMPLE_BASIS = Basis("", Text("示例，来源未作规定", "example; no source defines it"), True)


def label_of(part: Located) -> Text:
    """The ``zh`` and ``en`` beside the other keys of ``part``."""
    return Text(part.need("zh").text(), part.need("en").text())


def read_wording(part: Located) -> Wording:
    return Wording(public=part.need("public").both(), staff=label_of(part))


def read_names(part: Located | None, kind: str, reading: Reading) -> tuple[str, ...]:
    """One name, or a list of names; nothing where there is no part."""
    if part is None:
        return ()
    items = part.items if isinstance(part.value, list) else [part]
    return tuple(reading.names.refer(kind, item) for item in items)


def read_name(part: Located | None, kind: str, reading: Reading) -> str:
    return reading.names.refer(kind, part) if part is not None else ""


def read_basis(part: Located | None, reading: Reading) -> tuple[Basis, ...]:
    """``示例``, one ``{source, article}``, or a list of them; nothing where there is no part."""
    if part is None:
        return ()
    if part.value == EXAMPLE:
        return (_EXAMPLE_BASIS,)
    items = part.items if isinstance(part.value, list) else [part]
    return tuple(_read_article(item, reading) for item in items)


def _read_article(part: Located, reading: Reading) -> Basis:
    part.only(frozenset({"source", "article"}))
    source = reading.names.refer("source", part.need("source"))
    return Basis(source, part.need("article").both())


def read_source(source_id: str, part: Located) -> Source:
    part.only(_SOURCE)
    evidence, issued_on, doc_no = (part.get(key) for key in ("evidence", "issued_on", "doc_no"))
    if evidence is not None and evidence.text() not in EVIDENCE:
        evidence.refuse(
            Text(f"没有证据等级“{evidence.text()}”", f"no evidence “{evidence.text()}”"),
            Text(f"可用：{'、'.join(sorted(EVIDENCE))}", f"one of {', '.join(sorted(EVIDENCE))}"),
        )
    return Source(
        id=source_id,
        title=label_of(part),
        issuer=part.need("issuer").text(),
        doc_no=doc_no.text() if doc_no else "",
        issued_on=issued_on.date() if issued_on else None,
        evidence=evidence.text() if evidence else EXAMPLE,
    )
