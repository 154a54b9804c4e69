"""Reads one procedure, proves it, and refuses it with everything that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import TypeVar

from kechuang.engines.flow.forms.fields import Field
from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.flow.proofs import PROOFS
from kechuang.engines.flow.proofs.draft import Draft, Proof
from kechuang.engines.flow.reading.adoption import adopt, dates_as_text, written_out
from kechuang.engines.flow.reading.clocks import read_clock
from kechuang.engines.flow.reading.conditions import read_condition
from kechuang.engines.flow.reading.fields import read_field
from kechuang.engines.flow.reading.forms import (
    read_check,
    read_document,
    read_form,
    read_option,
    read_option_field,
)
from kechuang.engines.flow.reading.names import Names
from kechuang.engines.flow.reading.parts import read_name
from kechuang.engines.flow.reading.reading import Reading
from kechuang.engines.flow.reading.steps import read_effect_kind, read_state, read_step
from kechuang.engines.flow.reading.visibility import read_visibility
from kechuang.engines.packfile import Located, Problems, label_of, read_source, read_yaml
from kechuang.engines.seal import digest
from kechuang.engines.wording import Text

_KEYS = frozenset(
    {
        "id", "title", "version", "valid_from", "adopted_from", "note", "start", "sources",
        "roles", "states", "clocks", "steps", "forms", "facts", "options", "conditions", "checks",
        "documents", "effects", "visibility",
    }
)  # fmt: skip
T = TypeVar("T")


def load_procedure(
    text: str,
    *,
    name: str,
    adoptable: Mapping[str, Procedure] | None = None,
    known_facts: frozenset[str] | None = None,
    proofs: Sequence[Proof] = PROOFS,
) -> Procedure:
    """The procedure in ``text``, proved. BrokenPackError lists every problem with its line.

    ``adoptable`` holds the procedures, by id, that an option pack (``adopts: …``) may build on;
    ``known_facts`` the names a field may be prefilled from (any name, when not given).
    """
    root = read_yaml(text, name=name)
    if "adopts" in root:
        root = adopt(root, adoptable or {})
        text = written_out(root)
    problems = Problems()
    reading = Reading(problems, Names(root, known_facts))
    procedure: Procedure | None = None
    with problems.catching():
        root.only(_KEYS)
        procedure = _read(root, text, reading)
    if procedure:
        for proof in proofs:
            for problem in proof(Draft(name, procedure, reading)):
                problems.note(problem)
    problems.refuse()
    if procedure is None:
        raise AssertionError(name)
    return procedure


def _read(root: Located, text: str, reading: Reading) -> Procedure:
    fields, facts = _read_fields(root, reading)
    reading.fields = fields
    note, adopted = root.get("note"), root.get("adopted_from")
    effects = _each(root, "effects", reading, lambda name, part: read_effect_kind(name, part))
    return Procedure(
        id=root.need("id").text(),
        title=root.need("title").both(),
        version=root.need("version").text(),
        valid_from=root.need("valid_from").date(),
        adopted_from=adopted.text() if adopted else "",
        note=note.both() if note else Text("", ""),
        start=read_name(root.need("start"), "state", reading),
        sources=_each(root, "sources", reading, read_source),
        roles=_each(root, "roles", reading, lambda _, part: label_of(part)),
        states=_each(root, "states", reading, lambda name, part: read_state(name, part, reading)),
        clocks=_each(root, "clocks", reading, lambda name, part: read_clock(name, part, reading)),
        steps=tuple(_steps(root, reading, lambda part: read_step(part, effects, reading))),
        forms=_each(root, "forms", reading, lambda name, part: read_form(name, part, reading)),
        facts=facts,
        fields=fields,
        options=_each(
            root, "options", reading, lambda name, part: read_option(name, part, reading), fields
        ),
        conditions=_each(
            root, "conditions", reading, lambda _, part: read_condition(part, reading)
        ),
        checks=_each(root, "checks", reading, lambda name, part: read_check(name, part, reading)),
        documents=_each(root, "documents", reading, read_document),
        effects=effects,
        visibility=read_visibility(root.get("visibility"), reading),
        digest=digest(dates_as_text(root.plain())),
        source=text,
    )


def _each(
    root: Located,
    section: str,
    reading: Reading,
    read: Callable[[str, Located], T],
    among: Container[str] | None = None,
) -> dict[str, T]:
    """Every entry of a section (those ``among`` names) that can be read; the others become
    problems."""
    found: dict[str, T] = {}
    part = root.get(section)
    for name, item in part.fields.items() if part else ():
        if among is None or name in among:
            with reading.problems.catching():
                found[name] = read(name, item)
    return found


def _steps(root: Located, reading: Reading, read: Callable[[Located], T]) -> Iterator[T]:
    for part in root.need("steps").some:
        with reading.problems.catching():
            yield read(part)


def _read_fields(root: Located, reading: Reading) -> tuple[dict[str, Field], dict[str, Field]]:
    facts = _each(root, "facts", reading, lambda name, part: read_field(name, part, reading))
    fields = dict(facts)
    forms = root.get("forms")
    for form in forms.fields.values() if forms else ():
        listed = form.need("fields").fields
        for name, part in listed.items():
            if name in fields:
                _note_twice(name, part, reading)
        fields |= _each(form, "fields", reading, lambda name, part: read_field(name, part, reading))
    options = _each(
        root, "options", reading, lambda name, part: read_option_field(name, part, reading)
    )
    return fields | options, facts


def _note_twice(name: str, part: Located, reading: Reading) -> None:
    with reading.problems.catching():
        part.refuse(
            Text(f"字段“{name}”用了两次", f"field “{name}” is used twice"),
            Text("一个流程里字段名不能重复，请换一个", "field names are unique in a procedure"),
        )
