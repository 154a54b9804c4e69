"""Files in entries: which are there already, and which were sent for which field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from kechuang.cases.filling.entries import Entries, Raw
from kechuang.cases.filling.places import Place, place_of
from kechuang.engines.flow import FieldType, Form


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent for a field of the form."""

    field: str
    file: UploadedFile[bytes]


def attachments_in(raw: Raw) -> dict[str, Raw]:
    """Every attachment in entries, however deep, by its digest."""
    if isinstance(raw, Mapping):
        if isinstance(digest := raw.get("digest"), str):
            return {digest: raw}
        raw = list(raw.values())
    parts = raw if isinstance(raw, list | tuple) else ()
    return {digest: one for part in parts for digest, one in attachments_in(part).items()}


def uploads_in(form: Form, files: MultiValueDict[str, UploadedFile[bytes]]) -> Iterator[Upload]:
    """The files that were sent for attachment fields of ``form``, in the order they were sent."""
    takes_files = {part.id for part in form.fields if part.type is FieldType.ATTACHMENT}
    for name in files:
        place = place_of(name)
        file = files.get(name)
        if place and file is not None and place.field in takes_files:
            yield Upload(place.field, file)


def without_file(entries: Entries, place: Place) -> dict[str, Raw]:
    """The entries without the file at ``place``, of a field that takes one or several."""
    before = entries.get(place.field)
    if place.row is None or not isinstance(before, list):
        return {**entries, place.field: ""}
    left = [file for number, file in enumerate(before) if number != place.row]
    return {**entries, place.field: left}
