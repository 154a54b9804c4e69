"""What the commands of this room take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kechuang.accounts.models import User
from kechuang.base.blinding import KnownName
from kechuang.base.errors import Text
from kechuang.files.models import StoredFile
from kechuang.parties.models import Party
from kechuang.reviews.models import Expert
from kechuang.reviews.states import ContactKind, Method, PlaceRule, TieKind


@dataclass(frozen=True)
class NewExpert:
    """``fields``: codes of GB/T 13745; ``identity_number`` is digested and not kept."""

    name: str
    fields: tuple[str, ...]
    source: str
    title: str = ""
    own_words: str = ""
    region_code: str = ""
    identity_number: str = ""
    is_email_confirmed: bool | None = None
    account: User | None = None


@dataclass(frozen=True)
class NewPost:
    """A unit worked at: a registered ``party``, or ``unit_name`` alone."""

    party: Party | None = None
    unit_name: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class NewTie:
    """A relation to a person; ``year``: the last one of working together."""

    kind: TieKind
    person: str
    year: int | None = None
    identity_number: str = ""


@dataclass(frozen=True)
class NewHolding:
    """Shares of a unit in basis points of its capital; ``until`` None: still held."""

    party: Party | None = None
    unit_name: str = ""
    share_bp: int | None = None
    until: date | None = None


@dataclass(frozen=True)
class NewContact:
    """``value`` is digested and not kept."""

    kind: ContactKind
    value: str


Said = NewPost | NewTie | NewHolding | NewContact


@dataclass(frozen=True)
class NewCriterion:
    """``weight_bp``: share of the total in basis points; marks are 0…``most``."""

    code: str
    label: str
    label_en: str
    weight_bp: int
    most: int = 100


@dataclass(frozen=True)
class NewNamedApplicant:
    """An applicant whom the register does not hold."""

    name: str
    credit_code: str = ""
    role: str = ""


@dataclass(frozen=True)
class NewNamedExclusion:
    """Whom an applicant does not want for a judge, in words that fit nobody or several."""

    name: str
    unit: str
    reason: str = ""


@dataclass(frozen=True)
class NewStakeholder:
    """Who wins or loses by a round without being judged in it: a registered ``party``, else a unit
    by ``name``; ``people`` by their names."""

    role: Text
    party: Party | None = None
    name: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoundPlan:
    """The rules of a round. ``away_at_least`` None: every seat where a place rule is set, else 0.

    ``former_post_years`` and ``conflict_years`` 示例: no source sets them.
    """

    code: str
    title: str
    region_code: str
    review_on: date
    due_at: datetime
    criteria: tuple[NewCriterion, ...]
    fields: tuple[str, ...] = ()
    method: Method = Method.DRAW
    reports_wanted: int = 3
    load_limit: int = 10
    place_rule: PlaceRule = PlaceRule.ANY
    away_at_least: int | None = None
    region_at_most: int | None = None
    pair_cap_bp: int | None = None
    most_exclusions: int = 3
    former_post_years: int | None = 3
    conflict_years: Mapping[str, int | None] = field(default_factory=dict)
    is_unknown_excluded: bool = True
    switched_off: tuple[str, ...] = ()
    ties: tuple[str, ...] = ("lowest",)
    funded: int = 1
    stakeholders: tuple[NewStakeholder, ...] = ()


@dataclass(frozen=True)
class NewPerson:
    """One of the people of a submission; ``identity_digest`` by ``digests.identity_digest``."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    identity_digest: str = ""


@dataclass(frozen=True)
class NewSubmission:
    """What is to be judged; ``applicants`` are ``(party, role)``, ``exclusions`` ``(expert, why)``,
    ``named_applicants`` those without a party, ``named_exclusions`` those in words alone.

    ``home_codes``: regions that are not elsewhere for it (none: its own). ``account_digest`` by
    ``digests.contact_digest``. ``known_names`` are replaced in the copies
    beside the names of applicants and people.
    """

    reference: str
    title: str
    region_code: str
    applicants: tuple[tuple[Party, str], ...]
    people: tuple[NewPerson, ...]
    files: tuple[StoredFile, ...]
    home_codes: tuple[str, ...] = ()
    account_digest: str = ""
    address: str = ""
    exclusions: tuple[tuple[Expert, str], ...] = ()
    known_names: tuple[KnownName, ...] = ()
    named_applicants: tuple[NewNamedApplicant, ...] = ()
    named_exclusions: tuple[NewNamedExclusion, ...] = ()
