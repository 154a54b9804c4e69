"""What the platform already knows about the applicant, offered with its source."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.cases.filling.entries import Raw
from kechuang.cases.filling.writing import entry_of
from kechuang.engines.flow import Field, FieldType, Form, Value, facts_wanted, unfit
from kechuang.engines.rulebook import Fact, FactSheet


@dataclass(frozen=True, slots=True)
class Prefill:
    """A known fact as an entry, and where it comes from: nobody has to take it on trust."""

    raw: Raw
    fact: Fact


def prefilled(form: Form, sheet: FactSheet) -> dict[str, Prefill]:
    """The fields of ``form`` that known facts can fill, by field."""
    fields = {part.id: part for part in form.fields}
    found = ((fields[name], _latest(sheet, fact)) for name, fact in facts_wanted(form))
    return {
        field.id: Prefill(entry_of(field, value), fact)
        for field, fact in found
        if fact and (value := _value(field, fact)) is not None
    }


def _latest(sheet: FactSheet, name: str) -> Fact | None:
    """The preferred fact of the latest period."""
    known = [fact for (fact_name, _), fact in sheet.facts.items() if fact_name == name]
    return max(known, key=lambda fact: fact.period or "", default=None)


def _value(field: Field, fact: Fact) -> Value | None:
    """The fact as a value of ``field``; None when it is of another type."""
    value: Value = fact.value
    if field.type is FieldType.TEXT:
        value = str(value)
    return None if unfit(field, value) else value
