"""What a need and a bid say, as typed values; read only where the reader may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from kechuang.cases.models import Case
from kechuang.cases.selectors import draft_of, procedure_of
from kechuang.engines.flow import Reference, Value, situation_from_data
from kechuang.engines.seal import digest

NOBODY = Reference("", "")


@dataclass(frozen=True)
class Target:
    """One measurable target of a need."""

    indicator: str
    present: str
    wanted: str
    proof: str


@dataclass(frozen=True)
class NeedContent:
    """A need as handed in, or as typed so far; None where nothing was said."""

    demander: Reference
    topic: str
    list_class: str
    targets: tuple[Target, ...]
    years: int | None
    budget_fen: int | None
    own_funds_fen: int | None
    in_kind_fen: int | None = None
    partners: tuple[Reference, ...] = ()
    scenario_owner: Reference = NOBODY

    @property
    def demanders(self) -> tuple[Reference, ...]:
        """Who poses it, with whom, and for whose scenario, each once."""
        everybody = (self.demander, *self.partners, self.scenario_owner)
        return tuple(dict.fromkeys(unit for unit in everybody if unit != NOBODY))


@dataclass(frozen=True)
class Member:
    """A member of the consortium; ``share`` is a percentage with two digits."""

    unit: Reference
    duty: str
    share: Decimal


@dataclass(frozen=True)
class TeamMember:
    """One of the people who do the work; ``person.code`` "" where no identity is given."""

    person: Reference
    role: str


@dataclass(frozen=True)
class BidContent:
    """A bid as sealed, or as typed so far; None where nothing was said."""

    lead: Reference
    leader: Reference
    phone: str
    address: str
    account: str
    is_consortium: bool
    members: tuple[Member, ...]
    budget_fen: int | None
    grant_fen: int | None
    team: tuple[TeamMember, ...] = ()

    @property
    def own_fen(self) -> int | None:
        """What the grant does not bear."""
        if self.budget_fen is None or self.grant_fen is None:
            return None
        return self.budget_fen - self.grant_fen

    @property
    def units(self) -> tuple[Reference, ...]:
        """The lead and every member, each once."""
        everybody = (self.lead, *(member.unit for member in self.members))
        return tuple(dict.fromkeys(unit for unit in everybody if unit != NOBODY))


def handed_in(case: Case) -> dict[str, Value]:
    """The values that steps of the case took over; drafts do not count."""
    procedure = procedure_of(case.round.version)
    return dict(situation_from_data(case.situation, procedure).values)


def typed_so_far(case: Case) -> dict[str, Value]:
    """What was handed in, with what was typed since."""
    return {**handed_in(case), **draft_of(case, procedure_of(case.round.version))}


def need_content(values: Mapping[str, Value]) -> NeedContent:
    return NeedContent(
        demander=_reference(values.get("demander_unit")),
        topic=_text(values.get("topic")),
        list_class=_text(values.get("list_class")),
        targets=tuple(_target(row) for row in rows_of(values.get("targets"))),
        years=_whole(values.get("years")),
        budget_fen=_whole(values.get("budget")),
        own_funds_fen=_whole(values.get("own_funds")),
        in_kind_fen=_whole(values.get("own_funds_in_kind")),
        partners=_references(values.get("partners")),
        scenario_owner=_reference(values.get("scenario_owner")),
    )


def need_of(case: Case) -> NeedContent:
    """The need as handed in; who poses it is the party that filed it, whatever was typed."""
    content = need_content(handed_in(case))
    if case.party is None:
        return content
    return replace(content, demander=Reference(case.party.credit_code, case.party.name))


def bid_content(values: Mapping[str, Value]) -> BidContent:
    is_consortium = values.get("bids_with_partners") is True
    members = rows_of(values.get("members")) if is_consortium else ()
    return BidContent(
        lead=_reference(values.get("lead_unit")),
        leader=_reference(values.get("project_leader")),
        phone=_text(values.get("contact_phone")),
        address=_text(values.get("contact_address")),
        account=_text(values.get("bank_account")),
        is_consortium=is_consortium,
        members=tuple(_member(row) for row in members),
        team=tuple(
            TeamMember(_reference(row.get("person")), _text(row.get("duty")))
            for row in rows_of(values.get("team"))
        ),
        budget_fen=_whole(values.get("bid_budget")),
        grant_fen=_whole(values.get("grant_asked")),
    )


def need_digest(content: NeedContent) -> str:
    """SHA-256 of what a need asks for: what a score or a search for duplicates was about."""
    targets = [[t.indicator, t.present, t.wanted, t.proof] for t in content.targets]
    return digest([content.topic, content.list_class, targets, content.budget_fen])


def _target(row: Mapping[str, Value]) -> Target:
    return Target(*(_text(row.get(name)) for name in ("indicator", "present", "wanted", "proof")))


def _member(row: Mapping[str, Value]) -> Member:
    share = number_of(row.get("share"))
    return Member(_reference(row.get("unit")), _text(row.get("duty")), share)


def rows_of(value: Value | None) -> tuple[Mapping[str, Value], ...]:
    """A table with one row may be that row alone."""
    if isinstance(value, Mapping):
        return (value,)
    rows: Any = value if isinstance(value, tuple) else ()
    return tuple(row for row in rows if isinstance(row, Mapping))


def number_of(value: Value | None) -> Decimal:
    """A number as typed; zero where there is none."""
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def _reference(value: Value | None) -> Reference:
    return value if isinstance(value, Reference) else NOBODY


def _references(value: Value | None) -> tuple[Reference, ...]:
    """A field with one party may be that party alone."""
    if isinstance(value, Reference):
        return (value,)
    rows: Any = value if isinstance(value, tuple) else ()
    return tuple(row for row in rows if isinstance(row, Reference))


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: Value | None) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
