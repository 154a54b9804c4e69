"""What a command changed in the tables of the rooms; new ids are all the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

Rows = dict[int, dict[str, Any]]
Snapshot = dict[str, Rows]
Change = tuple[str, dict[str, Any]]
Effect = list[Change]
NOT_COMPARED = {"audit.Event", "audit.Payload", "audit.Signatory", "audit.ChainHead"}
NEW = "new"
READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")
WORD = re.compile(r"\w+")
# A workbook that is sent back carries the moment of its making
OF_THE_MOMENT = {("files.StoredFile", "digest"), ("files.StoredFile", "size")}


def models() -> list[type[Model]]:
    """The models of the rooms."""
    found = apps.get_models()
    return [
        m
        for m in found
        if m.__module__.startswith("kechuang.") and m._meta.label not in NOT_COMPARED
    ]


@contextmanager
def written() -> Iterator[set[str]]:
    """Every word of the statements that may write meanwhile: the tables among them are those
    to be looked at (the guards in the database refuse, but write nothing)."""
    words: set[str] = set()

    def note(execute: Callable[..., Any], sql: Any, *given: Any) -> Any:
        if not str(sql).lstrip().upper().startswith(READING):
            words.update(WORD.findall(str(sql)))
        return execute(sql, *given)

    with connection.execute_wrapper(note):
        yield words


def snapshot(before: Snapshot | None = None, tables: Collection[str] = ()) -> Snapshot:
    """Every row; of what is known from ``before`` only the ``tables`` are read again."""
    return {
        model._meta.label: before[model._meta.label]
        if before and model._meta.db_table not in tables
        else {row[model._meta.pk.attname]: row for row in model.objects.values()}
        for model in models()
    }


def effect(before: Snapshot, after: Snapshot) -> Effect:
    """Every row that is new, changed or gone, table by table in the order of ids."""
    return [
        change
        for model in models()
        if before[model._meta.label] is not after[model._meta.label]
        for change in _of(model, before, after)
    ]


def beyond(asked: Effect, again: Effect, more: Effect) -> list[str]:
    """What ``more`` changed otherwise than ``asked``; chance is what ``again`` has otherwise."""
    if [label for label, _ in asked] != [label for label, _ in more]:
        return [f"other rows: {[label for label, _ in more]} for {[label for label, _ in asked]}"]
    return [
        f"{label}.{name} = {row[name]!r}"
        for (label, row), (_, first), (_, second) in zip(more, asked, again, strict=True)
        for name in row
        if row[name] != first.get(name)
        and first.get(name) == second.get(name)
        and (label, name) not in OF_THE_MOMENT
    ]


def _of(model: type[Model], before: Snapshot, after: Snapshot) -> Effect:
    label = model._meta.label
    old, present = before[label], after[label]
    changed = [pk for pk in sorted(present) if old.get(pk) != present[pk]]
    gone = [(f"{label} gone", {"pk": pk}) for pk in sorted(old.keys() - present.keys())]
    return [(label, _told(model, present[pk], before)) for pk in changed] + gone


def _told(model: type[Model], row: dict[str, Any], before: Snapshot) -> dict[str, Any]:
    fields = model._meta.concrete_fields
    return {field.attname: _value(field, row[field.attname], before) for field in fields}


def _value(field: Any, value: Any, before: Snapshot) -> Any:
    """Ids of rows that were not there before are all the same."""
    model = field.related_model if field.is_relation else field.model if field.primary_key else None
    known = before.get(model._meta.label) if model else None
    return NEW if known is not None and value is not None and value not in known else value
