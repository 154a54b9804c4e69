"""Who bids, and with which papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kechuang.base.roles import Role
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind
from tests.base.registry.cast import Person
from tests.proof.canaries import papers
from tests.proof.canaries.people import person_of, unit_of
from tests.proof.canaries.tokens import Canaries
from tests.rooms.programmes.scene import FAR, OPENED, clean, consortium, named

BUDGETS = {"a": 1193, "b": 1187, "c": 1181, "v": 1171, "w": 1163}
GRANTS = {"a": 293, "b": 287, "c": 281, "v": 277, "w": 271}


@dataclass(frozen=True)
class Bidder:
    """One who bids with a partner: ``values`` are typed into the form, ``plan`` and ``team`` are
    attached."""

    letter: str
    person: Person
    partner: Person
    unit: Party
    values: dict[str, Any]
    plan: StoredFile
    team: StoredFile


def bidder(canaries: Canaries, letter: str, code: str, partner_code: str) -> Bidder:
    subject, beside = f"bid:{letter}", f"partner:{letter}"
    unit = unit_of(canaries, subject, PartyKind.ENTERPRISE, FAR, code)
    partner = unit_of(canaries, beside, PartyKind.ENTERPRISE, FAR, partner_code)
    for each in (unit, partner):
        clean(each)
    who = person_of(canaries, subject, Role.ENTERPRISE, unit)
    other = person_of(canaries, beside, Role.ENTERPRISE, partner)
    leader = canaries.han(subject, "person")
    phone = canaries.digits(subject, "phone", 11)
    lines = [f"{unit.name} {leader} {phone}", unit.name_en, canaries.word(subject, "plan")]
    team = [canaries.word(subject, "team"), unit.name]
    values: dict[str, Any] = {
        "declares_affiliation": False,
        **consortium(unit, partner, shares=("70", "30")),
        "lead_unit": named(unit),
        "project_leader": {"code": canaries.word(subject, "person_code"), "name": leader},
        "bid_budget": canaries.amount(subject, "price", BUDGETS[letter]),
        "grant_asked": canaries.amount(subject, "grant", GRANTS[letter]),
        "months": "18",
        "contact_phone": phone,
        "contact_address": f"外省{canaries.han(subject, 'address')}路1号",
        "bank_account": canaries.digits(subject, "bank", 16),
        "unsuitable_experts": [
            {
                "expert": canaries.han(subject, "unwanted"),
                "expert_unit": "某研究院",
                "why": canaries.word(subject, "unwanted_why"),
            }
        ],
        "answers": [
            {"target": "温度", "promised": "950", "means": canaries.word(subject, "means")}
        ],
    }
    for row in values["members"]:
        row["duty"] = canaries.word(subject, "duty")
    plan = _kept(canaries, subject, "plan", who, *_plan(letter, lines, leader))
    second = _kept(canaries, subject, "team", who, "docx", papers.word_file(team, author=leader))
    return Bidder(letter, who, other, unit, values, plan, second)


def _plan(letter: str, lines: list[str], leader: str) -> tuple[str, bytes]:
    """A Word file; of the second bid a PDF, which has no letters for Chinese."""
    if letter != "b":
        return "docx", papers.word_file(lines, author=leader)
    return "pdf", papers.pdf_file(lines[1:], author=lines[1])


def _kept(
    canaries: Canaries, subject: str, name: str, by: Person, kind: str, content: bytes
) -> StoredFile:
    called = f"{canaries.word(subject, f'{name}_name')}.{kind}"
    file = store_file(by=by.actor, at=OPENED, name=called, content=content)
    canaries.note(file.digest, subject, f"{name}_digest")
    return file
