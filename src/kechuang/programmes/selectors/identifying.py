"""What in a bid would tell who bids, and whom the bidder does not want for a judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kechuang.base.blinding import KnownName
from kechuang.cases.models import Case
from kechuang.cases.selectors import procedure_of
from kechuang.engines.flow import Field, FieldType, Reference, Value
from kechuang.programmes.selectors.contents import handed_in, rows_of

FORM, UNSUITABLE = "bid", "unsuitable_experts"
KINDS = {"contact_phone": "phone", "contact_address": "address", "bank_account": "bank_account"}
OTHERWISE = "account"
SHORTEST = 2


@dataclass(frozen=True)
class UnsuitableExpert:
    """An expert by whom the bidder asks not to be judged."""

    name: str
    unit: str
    reason: str


def identifying_names(case: Case) -> tuple[KnownName, ...]:
    """Every sealed value that the pack marks as identifying, for the blind copies."""
    values = handed_in(case)
    found = [
        name
        for field in procedure_of(case.round.version).forms[FORM].fields
        if field.is_identifying and field.id != UNSUITABLE
        for name in _names(field, values.get(field.id))
    ]
    return tuple(dict.fromkeys(found))


def unsuitable_experts(case: Case) -> tuple[UnsuitableExpert, ...]:
    """As the sealed bid names them."""
    rows = rows_of(handed_in(case).get(UNSUITABLE))
    return tuple(
        UnsuitableExpert(*(str(row.get(name) or "") for name in ("expert", "expert_unit", "why")))
        for row in rows
    )


def _names(field: Field, value: Value | None) -> Iterator[KnownName]:
    if field.type is FieldType.TABLE:
        for row in rows_of(value):
            yield from _named_cells(field, row)
    elif isinstance(value, Reference):
        is_person = field.type is FieldType.PERSON
        yield from _known("person" if is_person else "unit", value.name)
        yield from _known("identity_number" if is_person else "credit_code", value.code)
    elif field.type is FieldType.TEXT and isinstance(value, str):
        yield from _known(KINDS.get(field.id, OTHERWISE), value)


def _named_cells(field: Field, row: Mapping[str, Value]) -> Iterator[KnownName]:
    for column in field.columns:
        if column.is_identifying:
            yield from _names(column, row.get(column.id))


def _known(kind: str, form: str) -> Iterator[KnownName]:
    if len(form.strip()) >= SHORTEST:
        yield KnownName(kind, (form.strip(),))
