"""Completes parties that were named by code or by exact name only."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.cases.filling.entries import Entries, Raw
from kechuang.engines.flow import FieldType, Form
from kechuang.parties.selectors import listed_parties


def with_known_parties(form: Form, entries: Entries) -> dict[str, Raw]:
    """``entries`` with the missing half of every party that is registered; one query at most."""
    asked = {part.id: part for part in form.fields}
    halves = [half for name in asked if name in entries for half in _halves(entries[name])]
    codes = {str(half["code"]).strip() for half in halves if half["code"]}
    names = {str(half["name"]).strip() for half in halves if half["name"]}
    if not halves:
        return dict(entries)
    found = listed_parties().filter(credit_code__in=codes) | listed_parties().filter(name__in=names)
    known = [{"code": one.credit_code, "name": one.name} for one in found]
    return {
        name: _completed(raw, known) if name in asked and _has_parties(form, name) else raw
        for name, raw in entries.items()
    }


def _has_parties(form: Form, name: str) -> bool:
    part = next(part for part in form.fields if part.id == name)
    return any(one.type is FieldType.PARTY for one in (part, *part.columns))


def _halves(raw: Raw) -> list[Mapping[str, Raw]]:
    if isinstance(raw, list):
        return [half for part in raw for half in _halves(part)]
    if not isinstance(raw, Mapping):
        return []
    if set(raw) == {"code", "name"}:
        return [raw] if bool(raw["code"]) != bool(raw["name"]) else []
    return [half for part in raw.values() for half in _halves(part)]


def _completed(raw: Raw, known: list[dict[str, str]]) -> Raw:
    if isinstance(raw, list):
        return [_completed(part, known) for part in raw]
    if not isinstance(raw, Mapping):
        return raw
    if set(raw) != {"code", "name"}:
        return {name: _completed(part, known) for name, part in raw.items()}
    if bool(raw["code"]) == bool(raw["name"]):
        return raw
    key = "code" if raw["code"] else "name"
    same = [one for one in known if one[key] == str(raw[key]).strip()]
    return same[0] if len(same) == 1 else raw
