"""Entries as people typed them: JSON-able, by field, before any of them is understood."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.engines.flow import Form

Raw = object
"""Text, a truth value, ``{code, name}``, ``{digest, name, size}``, ``{column: raw}``, or a list."""
Entries = Mapping[str, Raw]


def is_blank(raw: Raw) -> bool:
    """Whether nothing was typed: also in a group of inputs or a row that is blank throughout."""
    if isinstance(raw, Mapping):
        return all(is_blank(part) for part in raw.values())
    if isinstance(raw, list | tuple):
        return all(is_blank(part) for part in raw)
    return raw is None or (isinstance(raw, str) and not raw.strip())


def tidied(entries: Entries) -> dict[str, Raw]:
    """The entries without blank ones and without blank rows."""
    kept = {
        name: [raw[row] for row in filled_rows(raw)] if isinstance(raw, list) else raw
        for name, raw in entries.items()
    }
    return {name: raw for name, raw in kept.items() if not is_blank(raw)}


def filled_rows(raw: Raw) -> list[int]:
    """The places, from 0, of the rows in which something was typed."""
    rows = raw if isinstance(raw, list | tuple) else ()
    return [place for place, row in enumerate(rows) if not is_blank(row)]


def of_form(form: Form, entries: Entries) -> dict[str, Raw]:
    """The entries that belong to ``form``; a case has several forms and one set of entries."""
    return {part.id: entries[part.id] for part in form.fields if part.id in entries}
