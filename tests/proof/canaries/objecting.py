"""Somebody outside who objects to the proposal: only the authority learns who it is."""

from __future__ import annotations

from datetime import datetime

from kechuang.base.roles import Role
from kechuang.cases.models import Case, Objection
from kechuang.cases.services import lodge_objection
from kechuang.files.services import store_file
from kechuang.parties.states import PartyKind
from tests.base.registry.cast import Person
from tests.proof.canaries import papers
from tests.proof.canaries.people import person_of, unit_of
from tests.proof.canaries.tokens import Canaries
from tests.rooms.programmes.scene import FAR

OBJECTOR, OWN = "objector", "objector_"


def objector(canaries: Canaries, code: str) -> Person:
    unit = unit_of(canaries, OBJECTOR, PartyKind.ENTERPRISE, FAR, code, prefix=OWN)
    return person_of(canaries, OBJECTOR, Role.ENTERPRISE, unit, prefix=OWN)


def object_to(canaries: Canaries, who: Person, case: Case, at: datetime) -> Objection:
    """With evidence that names the objector."""
    names = [text for text, canary in canaries.known.items() if canary.field == f"{OWN}unit"]
    content = papers.word_file(names, author=names[0])
    called = f"{canaries.word(OBJECTOR, 'proof_name')}.docx"
    evidence = store_file(by=who.actor, at=at, name=called, content=content)
    text = canaries.word(OBJECTOR, "objection")
    return lodge_objection(by=who.actor, at=at, case=case, text=text, evidence=evidence)
