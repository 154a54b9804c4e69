"""What each letter says, read from its YAML source and checked for fields nobody gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from kechuang.base.letters.refusals import unknown_letter
from kechuang.engines.packfile import Located, nearest, read_yaml
from kechuang.engines.wording import Text

FOLDER = Path(__file__).parent / "texts"
FIELD = re.compile(r"\{(\w+)\}")
_PARAGRAPH = frozenset({"zh", "en", "style", "if"})
_STYLES = ("body", "heading", "note")


class SlotKind(StrEnum):
    """``articles`` are joined in one sentence, ``points`` are numbered, ``rows`` fill a table."""

    TEXT = "text"
    DATE = "date"
    INSTANT = "instant"
    ARTICLES = "articles"
    POINTS = "points"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Slot:
    """One value a letter takes."""

    name: str
    label: Text
    kind: SlotKind
    is_optional: bool
    columns: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words with fields in them; left out when the optional slot ``asked`` is not given."""

    words: Text
    style: str
    asked: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of the rows in ``slot``."""

    slot: str


@dataclass(frozen=True, slots=True, eq=False)
class LetterSource:
    """One letter; ``remedy`` says how to object. A notice to all has no addressee."""

    id: str
    title: Text
    has_addressee: bool
    slots: Mapping[str, Slot]
    parts: tuple[Paragraph | Rows, ...]
    remedy: Text


_FRAME = {
    "organ": Slot("organ", Text("发文机关", "issuing office"), SlotKind.TEXT, False, {}),
    "number": Slot("number", Text("发文字号", "letter number"), SlotKind.TEXT, False, {}),
    "addressee": Slot("addressee", Text("主送", "addressee"), SlotKind.TEXT, False, {}),
    "signed_on": Slot("signed_on", Text("成文日期", "date"), SlotKind.DATE, False, {}),
    "contact": Slot("contact", Text("联系人及电话", "contact"), SlotKind.TEXT, False, {}),
}


@lru_cache(maxsize=1)
def letter_sources() -> Mapping[str, LetterSource]:
    """Every letter by its id. PackError for a source that is not well made."""
    files = sorted(FOLDER.glob("*.yaml"))
    found = (read_source(file.read_text("utf-8"), name=file.name) for file in files)
    return {source.id: source for source in found}


def letter_source(name: str) -> LetterSource:
    """The letter ``name``; LetterError with the nearest one where there is none."""
    known = letter_sources()
    if name not in known:
        raise unknown_letter(name, known)
    return known[name]


def read_source(text: str, *, name: str) -> LetterSource:
    """One source; PackError names a field that no slot gives."""
    root = read_yaml(text, name=name)
    root.only(frozenset({"id", "title", "has_addressee", "takes", "body", "remedy"}))
    addressed = root.get("has_addressee")
    has_addressee = addressed.flag() if addressed else True
    frame = {key: slot for key, slot in _FRAME.items() if has_addressee or key != "addressee"}
    slots = frame | {key: _read_slot(key, part) for key, part in root.need("takes").fields.items()}
    return LetterSource(
        id=root.need("id").text(),
        title=root.need("title").both(),
        has_addressee=has_addressee,
        slots=slots,
        parts=tuple(_read_part(part, slots) for part in root.need("body").some),
        remedy=_read_words(root.need("remedy"), slots),
    )


def _read_slot(name: str, part: Located) -> Slot:
    part.only(frozenset({"zh", "en", "kind", "is_optional", "columns"}))
    kind, optional, columns = part.get("kind"), part.get("is_optional"), part.get("columns")
    if kind and kind.text() not in frozenset(SlotKind):
        kind.refuse(
            Text(f"没有“{kind.text()}”这种值", f"no kind “{kind.text()}”"),
            nearest(kind.text(), SlotKind),
        )
    return Slot(
        name=name,
        label=Text(part.need("zh").text(), part.need("en").text()),
        kind=SlotKind(kind.text()) if kind else SlotKind.TEXT,
        is_optional=optional.flag() if optional else False,
        columns={key: one.both() for key, one in columns.fields.items()} if columns else {},
    )


def _read_part(part: Located, slots: Mapping[str, Slot]) -> Paragraph | Rows:
    if "rows" in part:
        part.only(frozenset({"rows"}))
        return Rows(_named(part.need("rows"), part.need("rows").text(), slots))
    part.only(_PARAGRAPH)
    style, asked = part.get("style"), part.get("if")
    if style and style.text() not in _STYLES:
        style.refuse(Text("没有这种段落", "no such paragraph"), nearest(style.text(), _STYLES))
    return Paragraph(
        words=_read_words(part, slots),
        style=style.text() if style else "body",
        asked=_named(asked, asked.text(), slots) if asked else "",
    )


def _read_words(part: Located, slots: Mapping[str, Slot]) -> Text:
    words = Text(part.need("zh").text(), part.need("en").text())
    for name in FIELD.findall(words.zh + words.en):
        _named(part, name, slots)
    return words


def _named(part: Located, name: str, slots: Mapping[str, Slot]) -> str:
    if name not in slots:
        part.refuse(Text(f"没有人给出“{name}”", f"nothing gives “{name}”"), nearest(name, slots))
    return name
