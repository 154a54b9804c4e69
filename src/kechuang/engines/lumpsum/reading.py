"""Reads one negative list, proves it, and refuses it with everything that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from kechuang.engines.lumpsum.draft import Draft, Proof, Reading
from kechuang.engines.lumpsum.elements import Ceiling, Item, Kind, Mark, NegativeList, Said, Test
from kechuang.engines.lumpsum.proofs import PROOFS
from kechuang.engines.packfile import (
    Located,
    Plain,
    label_of,
    read_basis,
    read_source,
    read_yaml,
)
from kechuang.engines.seal import digest
from kechuang.engines.wording import Text

_KEYS = frozenset(
    {
        "id", "title", "version", "valid_from", "note", "sources", "kinds", "marks", "items",
        "ceilings",
    }
)  # fmt: skip
_ITEM = frozenset({"zh", "en", "words", "hints", "unless", "cleared_by", "when", "basis"})
T = TypeVar("T")


def load_list(text: str, *, name: str, proofs: Sequence[Proof] = PROOFS) -> NegativeList:
    """The negative list in ``text``, proved. BrokenPackError lists every problem with its line."""
    root = read_yaml(text, name=name)
    reading = Reading(root)
    found: NegativeList | None = None
    with reading.problems.catching():
        root.only(_KEYS)
        found = _read(root, text, reading)
    for proof in proofs if found else ():
        for problem in proof(Draft(name, found, reading)) if found else ():
            reading.problems.note(problem)
    reading.problems.refuse()
    if found is None:
        raise AssertionError(name)
    return found


def _read(root: Located, text: str, reading: Reading) -> NegativeList:
    note = root.get("note")
    return NegativeList(
        id=root.need("id").text(),
        title=root.need("title").both(),
        version=root.need("version").text(),
        valid_from=root.need("valid_from").date(),
        note=note.both() if note else Text("", ""),
        sources=_each(root, "sources", reading, read_source),
        kinds=_each(root, "kinds", reading, _read_kind),
        marks=_each(root, "marks", reading, lambda name, part: _read_mark(name, part, reading)),
        items=_each(root, "items", reading, lambda name, part: _read_item(name, part, reading)),
        ceilings=_each(
            root, "ceilings", reading, lambda name, part: _read_ceiling(name, part, reading)
        ),
        digest=digest(_dates_as_text(root.plain())),
        source=text,
    )


def _each(
    root: Located, section: str, reading: Reading, read: Callable[[str, Located], T]
) -> dict[str, T]:
    found: dict[str, T] = {}
    part = root.get(section)
    for name, item in part.fields.items() if part else ():
        with reading.problems.catching():
            found[name] = read(name, item)
    return found


def _read_kind(kind_id: str, part: Located) -> Kind:
    part.only(frozenset({"zh", "en", "words"}))
    return Kind(kind_id, label_of(part), _words(part.get("words")), part.line)


def _read_mark(mark_id: str, part: Located, reading: Reading) -> Mark:
    part.only(frozenset({"zh", "en", "presumed", "basis"}))
    presumed = part.get("presumed")
    return Mark(
        id=mark_id,
        label=label_of(part),
        presumed=presumed.flag() if presumed else None,
        basis=read_basis(part.get("basis"), reading.source_of),
        line=part.line,
    )


def _read_item(item_id: str, part: Located, reading: Reading) -> Item:
    part.only(_ITEM)
    when, cleared = part.get("when"), part.get("cleared_by")
    return Item(
        id=item_id,
        label=label_of(part),
        words=_words(part.get("words")),
        hints=_words(part.get("hints")),
        unless=_words(part.get("unless")),
        cleared_by=_read_said(cleared, reading) if cleared else None,
        tests=tuple(_read_test(one, reading) for one in when.some) if when else (),
        basis=read_basis(part.get("basis"), reading.source_of),
        line=part.line,
    )


def _read_test(part: Located, reading: Reading) -> Test:
    part.only(frozenset({"kinds", "mark", "is"}))
    bare = {key: value for key, value in part.fields.items() if key != "kinds"}
    said = _read_said(Located(bare, file=part.file, line=part.line, name=part.name), reading)
    return Test(reading.refer_all("kind", part.get("kinds")), said)


def _read_said(part: Located, reading: Reading) -> Said:
    part.only(frozenset({"mark", "is"}))
    return Said(reading.refer("mark", part.need("mark")), part.need("is").flag())


def _read_ceiling(ceiling_id: str, part: Located, reading: Reading) -> Ceiling:
    part.only(frozenset({"zh", "en", "kinds", "most_bp", "basis"}))
    return Ceiling(
        id=ceiling_id,
        label=label_of(part),
        kinds=reading.refer_all("kind", part.get("kinds")),
        most_bp=part.need("most_bp").whole(),
        basis=read_basis(part.get("basis"), reading.source_of),
        line=part.line,
    )


def _words(part: Located | None) -> tuple[str, ...]:
    return tuple(item.text() for item in part.some) if part else ()


def _dates_as_text(value: Plain) -> object:
    if isinstance(value, dict):
        return {key: _dates_as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_dates_as_text(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
