"""From a submitted form to raw entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from kechuang.cases.filling.entries import Entries, Raw
from kechuang.cases.filling.files import attachments_in
from kechuang.cases.filling.places import SHOWN, Place, place_of
from kechuang.engines.flow import Field, FieldType, Form

NAMING = frozenset({FieldType.PARTY, FieldType.PERSON})
FLAGS = {"yes": True, "no": False}
MOST_ROWS = 1_001
"""One row more than any field takes: enough to say that there are too many."""


def read_entries(form: Form, sent: QueryDict, *, kept: Entries | None = None) -> dict[str, Raw]:
    """What was typed into the fields that were shown; of all others what was ``kept``.

    A file is only one of those that ``kept`` names: its digest alone gives nobody a file.
    """
    before = dict(kept or {})
    shown = set(sent.getlist(SHOWN))
    reading = _Reading(sent, attachments_in(before))
    return before | {part.id: reading.entry(part) for part in form.fields if part.id in shown}


@dataclass(frozen=True, slots=True)
class _Reading:
    sent: QueryDict
    files: Mapping[str, Raw]

    def entry(self, part: Field) -> Raw:
        place = Place(part.id)
        if part.repeats is None:
            return self._single(part, place)
        return [self._row(part, row) for row in self._rows(part)]

    def _rows(self, part: Field) -> list[int]:
        places = (place_of(".".join(name.split(".")[:3])) for name in self.sent)
        rows = {place.row for place in places if place and place.field == part.id}
        return sorted(row for row in rows if row is not None)[:MOST_ROWS]

    def _row(self, part: Field, row: int) -> Raw:
        if part.type is not FieldType.TABLE:
            return self._single(part, Place(part.id, row))
        places = ((column, Place(part.id, row, column.id)) for column in part.columns)
        return {column.id: self._single(column, place) for column, place in places}

    def _single(self, part: Field, place: Place) -> Raw:
        if part.type in NAMING:
            return self._reference(place)
        if part.type is FieldType.ATTACHMENT:
            return self.files.get(self.sent.get(place.part("digest"), ""), "")
        typed = self.sent.get(place.name, "")
        return FLAGS.get(typed, "") if part.type is FieldType.FLAG else typed

    def _reference(self, place: Place) -> Raw:
        code, name = (self.sent.get(place.part(part), "") for part in ("code", "name"))
        return {"code": code, "name": name} if code.strip() or name.strip() else ""
