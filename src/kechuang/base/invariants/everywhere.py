"""What holds in every table of every room, read from the models themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import (
    BooleanField,
    CheckConstraint,
    Count,
    Exists,
    ExpressionWrapper,
    Field,
    ForeignKey,
    Model,
    OuterRef,
    Q,
    QuerySet,
    UniqueConstraint,
)

from kechuang.base.invariants.truths import Finding, Invariant, found
from kechuang.engines.wording import Text

Table = type[Model]
Column = Field[Any, Any]


def house_tables() -> Iterator[Table]:
    """Every table of the rooms, with the tables between them."""
    for app in apps.get_app_configs():
        if app.name.startswith("kechuang."):
            yield from app.get_models(include_auto_created=True)


def house_columns() -> Iterator[tuple[Table, Column]]:
    """Every column of those tables."""
    for table in house_tables():
        yield from ((table, column) for column in table._meta.local_concrete_fields)


def dangling_references() -> Iterator[Finding]:
    for table, column in house_columns():
        if not isinstance(column, ForeignKey):
            continue
        far = column.target_field
        meant = far.model._base_manager.filter(**{far.name: OuterRef(column.attname)})
        rows = _known(table, column).filter(~Exists(meant))
        for pk, lost in rows.values_list("pk", column.attname).iterator():
            zh, en = f"指向不存在的 {lost}", f"points to {lost}, which is not there"
            yield _of(table, pk, f"{column.name} {zh}", f"{column.name} {en}")


def unknown_choices() -> Iterator[Finding]:
    for table, column in house_columns():
        if not column.flatchoices:
            continue
        allowed = [value for value, _ in column.flatchoices] + ([""] if column.blank else [])
        rows = _known(table, column).exclude(**{f"{column.name}__in": allowed})
        for pk, value in rows.values_list("pk", column.name).iterator():
            zh, en = f"没有“{value}”这一取值", f"cannot be “{value}”"
            yield _of(table, pk, f"{column.name} {zh}", f"{column.name} {en}")


def broken_conditions() -> Iterator[Finding]:
    for table in house_tables():
        for constraint in table._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                # As the database judges: a condition about something unknown is not broken
                holds = ExpressionWrapper(Q(constraint.condition), BooleanField())
                rows = table._base_manager.annotate(holds=holds).filter(holds=False)
                for pk in rows.order_by().values_list("pk", flat=True).iterator():
                    yield _of(table, pk, f"违反约束 {constraint.name}", f"breaks {constraint.name}")


def repeated_values() -> Iterator[Finding]:
    for table in house_tables():
        for names, condition in _unique_groups(table):
            rows = table._base_manager.filter(condition, **{f"{n}__isnull": False for n in names})
            groups = rows.order_by().values(*names).annotate(times=Count("pk"))
            for row in groups.filter(times__gt=1).iterator():
                value, times = ", ".join(str(row[name]) for name in names), row["times"]
                yield _of(table, value, f"重复 {times} 次", f"occurs {times} times")


def _unique_groups(table: Table) -> Iterator[tuple[tuple[str, ...], Q]]:
    for column in table._meta.local_concrete_fields:
        if column.unique and not column.primary_key:
            yield (column.name,), Q()
    for constraint in table._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            yield tuple(constraint.fields), constraint.condition or Q()


def _known(table: Table, column: Column) -> QuerySet[Model]:
    """Rows that tell this column, in no order."""
    return table._base_manager.filter(**{f"{column.name}__isnull": False}).order_by()


def _of(table: Table, pk: object, zh: str, en: str) -> Finding:
    return found(f"{table._meta.label_lower} {pk}", zh, en)


EVERYWHERE = (
    Invariant(
        "base.references_lead_somewhere",
        Text("每个引用所指的记录都在", "Every reference points to a record that is there"),
        dangling_references,
    ),
    Invariant(
        "base.choices_are_known",
        Text("每个选项值都在其可选范围内", "Every chosen value is one of its choices"),
        unknown_choices,
    ),
    Invariant(
        "base.conditions_hold",
        Text("每条记录都满足其表的约束条件", "Every record keeps the conditions of its table"),
        broken_conditions,
    ),
    Invariant(
        "base.unique_values_occur_once",
        Text("应当唯一的值没有重复", "What must be unique occurs once"),
        repeated_values,
    ),
)
