"""Beginning a need, prefilled from what is known, each value with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from kechuang.accounts.models import User
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require
from kechuang.base.identifiers import is_region_under
from kechuang.cases.selectors import settled_options, terms_of
from kechuang.cases.services import begin_case
from kechuang.demands.access import is_owner, is_supervisor
from kechuang.demands.models import Demand
from kechuang.demands.states import Confidentiality
from kechuang.engines.flow import Procedure, Reference, Value, stored
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import standing
from kechuang.parties.states import PartyKind
from kechuang.programmes.access import can_pose_for, person_of
from kechuang.programmes.models import Need, ProgrammeRound
from kechuang.programmes.refusals import NOT_BEGUN
from kechuang.programmes.states import DEMANDER

REGISTER = "主体登记"
UNTITLED = "技术需求"
POSE = Text("提出需求", "pose a need")


@dataclass(frozen=True)
class Prefill:
    """A value filled in for the demander, and where it came from."""

    field: str
    value: Value
    source: str


@transaction.atomic
def begin_need(
    *,
    by: Actor,
    at: datetime,
    programme: ProgrammeRound,
    party: Party | None = None,
    demand: Demand | None = None,
    title: str = "",
    title_en: str = "",
) -> Need:
    """A need for ``party``, from its ``demand`` where there is one; without a party one that the
    government poses itself, where the round's pack says so.

    Nothing that is filled in is taken as said until the demander files it.
    """
    require(can_pose_for(by, party), POSE)
    _refuse_wrong_poser(programme, party)
    _require_own_demand(by, party, demand)
    procedure = terms_of(programme.items_round).procedure
    known = [one for one in _prefills(party, demand, at) if _fits(procedure, one)]
    case = begin_case(
        by=by,
        at=at,
        round=programme.items_round,
        title=title.strip() or (demand.title if demand else UNTITLED),
        title_en=title_en,
        party=party,
        values={one.field: one.value for one in known} | _titled(procedure, title),
        participants={DEMANDER: [party or User.objects.get(pk=person_of(by, POSE))]},
    )
    need = Need.objects.create(
        case=case,
        programme=programme,
        demand=demand,
        prefilled=[
            {"field": one.field, "value": stored(one.value), "source": one.source} for one in known
        ],
        is_name_hidden=demand is not None and demand.confidentiality != Confidentiality.PUBLIC,
        begun_at=at,
    )
    payload = {"case": case.number, "demand": demand.number if demand else ""}
    record(by=by, at=at, command="begin_need", target=need, payload=payload)
    return need


def _titled(procedure: Procedure, title: str) -> dict[str, Value]:
    """What was typed as the title is the topic, until the demander words it otherwise."""
    topic = title.strip()
    return {"topic": topic} if 0 < len(topic) <= procedure.fields["topic"].max_length else {}


def _prefills(party: Party | None, demand: Demand | None, at: datetime) -> Iterator[Prefill]:
    if party is not None:
        yield from _from_register(party, at)
    if demand is not None:
        yield from _from_demand(demand)


def _from_register(party: Party, at: datetime) -> Iterator[Prefill]:
    yield Prefill("demander_unit", Reference(party.credit_code, party.name), REGISTER)
    is_local = is_region_under(party.region_code, settings.HOME_REGION)
    yield Prefill("is_local", is_local, REGISTER)
    last_year = str(at.year - 1)
    rows = standing(PartyFact.objects.filter(party=party, name="rd_expense", period=last_year))
    for row in sorted(rows, key=lambda one: (bool(one.certified_by), one.as_of, one.pk))[-1:]:
        source = f"{row.source}（截至{row.as_of.isoformat()}）"
        yield Prefill("rd_last_year", int(row.value), source)


def _from_demand(demand: Demand) -> Iterator[Prefill]:
    source = f"需求 {demand.number}"
    yield Prefill("topic", demand.title, source)
    targets = tuple(
        {
            "indicator": target.metric,
            "present": target.current_value,
            "wanted": f"{target.target_value}{target.unit}",
        }
        for target in demand.targets.all()
    )
    if targets:
        yield Prefill("targets", targets, source)
    if demand.budget_fen is not None:
        yield Prefill("budget", demand.budget_fen, source)


def _fits(procedure: Procedure, prefill: Prefill) -> bool:
    """Too long a title, or more targets than the form takes, is for the demander to cut."""
    field = procedure.fields[prefill.field]
    if isinstance(prefill.value, str):
        return len(prefill.value) <= field.max_length
    if isinstance(prefill.value, tuple) and field.repeats:
        return len(prefill.value) <= field.repeats[1]
    return True


def _refuse_wrong_poser(programme: ProgrammeRound, party: Party | None) -> None:
    posed_by = settled_options(programme.items_round).get("posed_by")
    is_government = party is None or party.kind == PartyKind.GOVERNMENT
    if is_government == (posed_by == "government"):
        return
    if is_government:
        why = "本轮由企业等单位出题", "in this round enterprises and other units pose the problem"
    else:
        why = "本轮由政府部门出题", "in this round the government poses the problem"
    mend = Text(
        "请选择相应的计划，或由相应单位提出", "Choose another programme, or let them pose it"
    )
    raise invalid(NOT_BEGUN, *why, mend)


def _require_own_demand(by: Actor, party: Party | None, demand: Demand | None) -> None:
    if demand is None:
        return
    is_theirs = party is not None and demand.enterprise_id == party.pk
    may_read = is_owner(by, demand) or is_supervisor(by, demand)
    require(is_theirs and may_read, Text("用这项需求预填", "prefill from this demand"))
