"""Who asks for which record, and the words by which the table of addresses names them.

Stated anew here, from what the rooms promise, so that the rooms' own rules are held against it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kechuang.base.roles import Role

CITY = "city"
OWNER_ROLES = {Role.ENTERPRISE, Role.INSTITUTION}
PARTY_ROLES = OWNER_ROLES | {Role.BANK}
ENTRIES = {"demand", "outcome"}
PUBLIC_STATES = {
    "demand": {"published", "matched", "negotiating", "contracted"},
    "outcome": {"published", "negotiating", "converted"},
    "policy": {"listed"},
    "clause": {"listed"},
}
DISTRICTS = {
    "mine": "990101",
    "near": "990102",
    "blank": "990102",
    "strange": "990104",
    "university": "990101",
}


@dataclass(frozen=True)
class Asker:
    """One kind of visitor; ``party`` names a party of the small region, ``place`` a district."""

    name: str
    role: str = ""
    party: str = ""
    place: str = CITY
    is_known: bool = True


ASKERS = {
    asker.name: asker
    for asker in (
        Asker("anonymous", is_known=False),
        Asker("nobody"),
        Asker("former"),
        Asker("enterprise", Role.ENTERPRISE, "mine"),
        Asker("outsider", Role.ENTERPRISE, "strange"),
        Asker("institution", Role.INSTITUTION, "university"),
        Asker("expert", Role.EXPERT, "mine"),
        Asker("technology_manager", Role.TECHNOLOGY_MANAGER),
        Asker("bank", Role.BANK, "mine"),
        Asker("bureau", Role.BUREAU),
        Asker("district_clerk", Role.BUREAU, place="990102"),
        Asker("lake_clerk", Role.BUREAU, place="990101"),
        Asker("treasurer", Role.TREASURER),
        Asker("auditor", Role.AUDITOR),
        Asker("administrator", Role.ADMINISTRATOR),
    )
}


@dataclass(frozen=True)
class Record:
    """One record of the address: whose it is, who sent it, its state, and the address's ids."""

    kind: str = "-"
    owner: str = ""
    state: str = ""
    sender: str = ""
    confidentiality: str = ""
    ids: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)


NONE = Record()


def is_(word: str, asker: Asker, record: Record, method: str) -> bool:
    """Whether ``word`` of the table is true of them; a role or a method is a word, too."""
    if word in WORDS:
        return bool(WORDS[word](asker, record))
    if word not in Role.values and word not in METHODS:
        raise LookupError(word)
    return word in (asker.role, method)


def owns(asker: Asker, record: Record) -> bool:
    return asker.role in OWNER_ROLES and asker.party == record.owner


def speaks(asker: Asker, record: Record) -> bool:
    return asker.role in PARTY_ROLES and asker.party == record.owner


def supervises(asker: Asker, record: Record) -> bool:
    if record.kind == "demand" and record.state == "draft" and record.owner:
        return False
    return asker.role == Role.BUREAU and asker.place in (CITY, DISTRICTS.get(record.owner))


def sent(asker: Asker, record: Record) -> bool:
    return asker.name == record.sender


def is_hidden(asker: Asker, record: Record) -> bool:
    """Whether the asker must not even learn that the record exists."""
    if record.kind == "import":
        oversees = asker.role == Role.AUDITOR or is_("city", asker, record, "")
        return not (sent(asker, record) or oversees)
    if record.kind == "case":
        return not owns(asker, record)
    if record.kind == "seal":
        reads = owns(asker, record) or supervises(asker, record) or asker.role == Role.AUDITOR
        return not reads
    public = PUBLIC_STATES.get(record.kind, {record.state})
    is_open = record.state in public and record.confidentiality != "restricted"
    is_own = record.kind in ENTRIES and (owns(asker, record) or supervises(asker, record))
    return not (is_open or is_own)


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
WORDS = {
    "anyone": lambda asker, record: True,
    "anonymous": lambda asker, record: not asker.is_known,
    "known": lambda asker, record: asker.is_known,
    "city": lambda asker, record: asker.role == Role.BUREAU and asker.place == CITY,
    "hidden": is_hidden,
    "owner": owns,
    "spokesperson": speaks,
    "supervisor": supervises,
    "sender": sent,
}
