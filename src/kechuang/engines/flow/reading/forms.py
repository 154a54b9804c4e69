"""Reads forms, options, checks and documents."""

from __future__ import annotations

from kechuang.engines.flow.elements import Check, Document, Form, Ineligibility, Option
from kechuang.engines.flow.forms.fields import Field, FieldType, Value
from kechuang.engines.flow.reading.fields import FIELD_KEYS, read_field, read_literal
from kechuang.engines.flow.reading.reading import Reading
from kechuang.engines.packfile import EXAMPLE, Located, label_of, read_basis
from kechuang.engines.wording import Text

_FORM = frozenset({"zh", "en", "fields", "ineligible"})
_RULE = frozenset({"id", "when", "why", "mend", "basis"})
_OPTION = FIELD_KEYS | {"default", "basis", "example"}


def read_form(form_id: str, part: Located, reading: Reading) -> Form:
    """A form; its fields were read before, because conditions need them all."""
    part.only(_FORM)
    names = part.need("fields").fields
    rules = part.get("ineligible")
    return Form(
        id=form_id,
        title=label_of(part),
        fields=tuple(reading.fields[name] for name in names if name in reading.fields),
        ineligible=tuple(_read_rule(item, reading) for item in rules.items) if rules else (),
        line=part.line,
    )


def _read_rule(part: Located, reading: Reading) -> Ineligibility:
    part.only(_RULE)
    mend = part.get("mend")
    return Ineligibility(
        id=part.need("id").text(),
        condition=reading.names.refer("condition", part.need("when")),
        why=part.need("why").both(),
        mend=mend.both() if mend else Text("", ""),
        basis=read_basis(part.get("basis"), reading.source_of),
        line=part.line,
    )


def read_option_field(option_id: str, part: Located, reading: Reading) -> Field:
    """The typed field of an option, without its default and basis."""
    part.only(_OPTION)
    kept = {key: item for key, item in part.fields.items() if key in FIELD_KEYS}
    bare = Located(kept, file=part.file, line=part.line, name=part.name)
    return read_field(option_id, bare, reading)


def read_option(option_id: str, part: Located, reading: Reading) -> Option:
    example, field = part.get("example"), reading.fields[option_id]
    default = part.need("default") if field.is_required else part.get("default")
    return Option(
        field=field,
        default=_read_default(default, field, reading) if default else None,
        basis=read_basis(part.get("basis"), reading.source_of),
        is_example=example.flag() if example else _is_example(part.get("basis")),
        line=part.line,
    )


def _is_example(basis: Located | None) -> bool:
    return basis is not None and basis.value == EXAMPLE


def _read_default(part: Located, field: Field, reading: Reading) -> Value:
    if field.repeats is None:
        return _read_one(part, field, reading)
    return tuple(_read_one(item, field, reading) for item in part.items)


def _read_one(part: Located, field: Field, reading: Reading) -> Value:
    if field.type is not FieldType.TABLE:
        return read_literal(part, field, reading)
    part.only(frozenset(column.id for column in field.columns))
    return {
        column.id: read_literal(part.need(column.id), column, reading) for column in field.columns
    }


def read_check(check_id: str, part: Located, reading: Reading) -> Check:
    part.only(frozenset({"zh", "en", "condition", "basis"}))
    return Check(
        id=check_id,
        title=label_of(part),
        condition=reading.names.refer("condition", part.need("condition")),
        basis=read_basis(part.get("basis"), reading.source_of),
        line=part.line,
    )


def read_document(document_id: str, part: Located) -> Document:
    part.only(frozenset({"zh", "en", "template", "is_identifying"}))
    template, identifying = part.get("template"), part.get("is_identifying")
    return Document(
        id=document_id,
        title=label_of(part),
        template=template.text() if template else "",
        is_identifying=identifying.flag() if identifying else True,
    )
