"""What a command changed in the tables of the rooms, apart from times and new ids."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model

Rows = dict[int, dict[str, Any]]
Snapshot = dict[str, Rows]
Effect = list[tuple[str, str]]
NOT_COMPARED = {"audit.Event", "audit.Payload", "audit.Signatory", "audit.ChainHead"}
NEW = "new"


def models() -> list[type[Model]]:
    """The models of the rooms."""
    found = apps.get_models()
    return [
        m
        for m in found
        if m.__module__.startswith("kechuang.") and m._meta.label not in NOT_COMPARED
    ]


def snapshot() -> Snapshot:
    return {
        model._meta.label: {row[model._meta.pk.attname]: row for row in model.objects.values()}
        for model in models()
    }


def effect(before: Snapshot, after: Snapshot) -> Effect:
    """Every row that is new, changed or gone, in a form that two runs can be compared in."""
    found = [entry for model in models() for entry in _of(model, before, after)]
    return sorted(found)


def _of(model: type[Model], before: Snapshot, after: Snapshot) -> Effect:
    label = model._meta.label
    old, present = before[label], after[label]
    changed = [
        (label, str(_told(model, row, before))) for pk, row in present.items() if old.get(pk) != row
    ]
    return changed + [(label, f"gone {pk}") for pk in old.keys() - present.keys()]


def _told(model: type[Model], row: dict[str, Any], before: Snapshot) -> dict[str, Any]:
    return {
        field.attname: _value(field, row[field.attname], before)
        for field in model._meta.concrete_fields
        if not field.attname.endswith("_at") and field.attname != "password"
    }


def _value(field: Any, value: Any, before: Snapshot) -> Any:
    """Ids of rows that were not there before are all the same."""
    model = field.related_model if field.is_relation else field.model if field.primary_key else None
    known = before.get(model._meta.label) if model else None
    return NEW if known is not None and value is not None and value not in known else value
