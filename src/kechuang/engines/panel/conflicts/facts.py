"""What is known of experts and proposals; None always means: nobody has said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text


class Tie(StrEnum):
    """How two persons are related."""

    KIN = "kin"
    MENTOR = "mentor"
    COAUTHOR = "coauthor"
    COINVENTOR = "coinventor"
    COAPPLICANT = "coapplicant"


@dataclass(frozen=True)
class Post:
    """Works or worked at ``unit``; ``until`` None: still there."""

    unit: str
    since: date | None = None
    until: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Relation:
    """``tie`` to the person of this id, last on this day (None: the day is unknown)."""

    tie: Tie
    person: str
    on: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Holding:
    """Holds shares of ``unit``; ``until`` None: still does."""

    unit: str
    until: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Span:
    """Days an expert cannot review, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Contacts:
    """Keyed digests of phone numbers, bank accounts and addresses, never the things themselves."""

    phones: frozenset[str] | None = None
    accounts: frozenset[str] | None = None
    addresses: frozenset[str] | None = None

    @property
    def are_unknown(self) -> bool:
        """Whether any of them has not been told."""
        return None in (self.phones, self.accounts, self.addresses)


@dataclass(frozen=True)
class Expert:
    """``person`` is who the expert is among all persons; ``bids`` are proposals of their own."""

    id: str
    person: str
    posts: tuple[Post, ...] | None = None
    relations: tuple[Relation, ...] | None = None
    holdings: tuple[Holding, ...] | None = None
    bids: frozenset[str] | None = None
    contacts: Contacts = field(default_factory=Contacts)
    is_email_confirmed: bool | None = None
    region: str | None = None
    blocked: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A bid of ``units`` and ``people`` in the competition ``round``.

    Reviewed from ``review_on`` to ``review_until`` (None: on that day alone). ``excluded``:
    experts the applicant calls unsuitable (条例 2024 第20条: at most three).
    """

    id: str
    round: str
    units: frozenset[str]
    people: frozenset[str]
    review_on: date
    contacts: Contacts = field(default_factory=Contacts)
    excluded: frozenset[str] = frozenset()
    region: str | None = None
    review_until: date | None = None
    role: ClassVar[Text] = Text("申请单位", "applicant")


@dataclass(frozen=True)
class Stakeholder:
    """``units`` and ``people`` that win or lose by the competition ``round`` with no proposal to
    be judged in it: who set the problem, whose bid was rejected. ``role`` says as what."""

    id: str
    round: str
    role: Text
    units: frozenset[str]
    people: frozenset[str]
    review_on: date
    contacts: Contacts = field(default_factory=Contacts)


Side = Proposal | Stakeholder


@dataclass(frozen=True)
class Units:
    """``parents``: branch → the unit it belongs to; ``renamed``: former id → present id."""

    parents: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def legal_unit(self, unit: str) -> str:
        """The legal unit at the top. Refuses (``PanelError``) a unit that is its own parent."""
        seen = [unit]
        while (above := self.renamed.get(seen[-1]) or self.parents.get(seen[-1])) is not None:
            if above in seen:
                raise PanelError(
                    Text("单位关系不能采用", "The units cannot be used"),
                    Text(f"“{above}”是自己的上级", f"“{above}” is above itself"),
                    Text("请改正上级单位", "Mend the parent units"),
                )
            seen.append(above)
        return seen[-1]
