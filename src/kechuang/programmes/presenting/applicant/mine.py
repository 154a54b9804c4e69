"""Everything of one's own in one place, each with what to do next and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from kechuang.base.actors import Actor
from kechuang.cases.calendar import work_calendar
from kechuang.cases.models import Case
from kechuang.cases.presenting.clocks import Remaining, remaining
from kechuang.cases.presenting.states import state_tone, state_words
from kechuang.cases.presenting.waiting import owed_steps, roles_in, time_left
from kechuang.cases.selectors import procedure_of
from kechuang.engines.flow import Deadline, end_of
from kechuang.engines.wording import Text
from kechuang.programmes.models import Bid, ListedItem, Need
from kechuang.programmes.models.execution import Contract, Milestone
from kechuang.programmes.selectors.contents import need_content, typed_so_far
from kechuang.programmes.selectors.own import own_bids, own_contracts, own_needs
from kechuang.programmes.states import CHOOSING, DEMANDER
from kechuang.programmes.states_of_execution import OPEN_MILESTONES, ContractState

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Own:
    """A need or a bid of the reader's; ``steps`` are theirs to take now, at ``url``."""

    case: Case
    title: str
    item: ListedItem | None
    url: str
    state: Text
    tone: str
    steps: tuple[Text, ...]
    left: Remaining | None
    is_to_choose: bool


@dataclass(frozen=True, slots=True)
class OwnProject:
    """A project of the reader's with the milestone that comes next."""

    contract: Contract
    milestone: Milestone | None
    left: Remaining | None


@dataclass(frozen=True, slots=True)
class Desk:
    """``led``: items of others whose project is the reader's, from the approval on."""

    needs: Sequence[Own]
    led: Sequence[Own]
    bids: Sequence[Own]
    projects: Sequence[OwnProject]

    @property
    def choices(self) -> list[Own]:
        """Needs in which the reader is to choose a bid now."""
        return [one for one in self.needs if one.is_to_choose]

    @property
    def is_empty(self) -> bool:
        return not (self.needs or self.led or self.bids or self.projects)


def desk_of(actor: Actor, at: datetime) -> Desk:
    needs, bids = list(own_needs(actor)[:MOST_SHOWN]), list(own_bids(actor)[:MOST_SHOWN])
    cases = [*(need.case for need in needs), *(bid.case for bid in bids)]
    roles = roles_in(actor, cases)
    owns = [(_own(one, getattr(one, "item", None), roles, at), roles[one.case.pk]) for one in needs]
    return Desk(
        [own for own, mine in owns if DEMANDER in mine],
        [own for own, mine in owns if DEMANDER not in mine],
        [_own(one, one.item, roles, at) for one in bids],
        [_project(one, at) for one in own_contracts(actor)[:MOST_SHOWN]],
    )


def _own(
    own: Need | Bid,
    item: ListedItem | None,
    roles: Mapping[int, frozenset[str]],
    at: datetime,
) -> Own:
    case, mine = own.case, roles[own.case.pk]
    procedure, steps = procedure_of(case.round.version), owed_steps(case, mine)
    is_to_choose = case.state == CHOOSING and DEMANDER in mine
    return Own(
        case=case,
        title=_title(own),
        item=item,
        url=_address(own, item, is_to_choose=is_to_choose),
        state=state_words(procedure, case.state, mine, is_staff=False),
        tone=state_tone(procedure, case.state, is_waiting=bool(steps)),
        steps=tuple(step.wording.staff for step in steps),
        left=None if case.is_closed else time_left(case, at),
        is_to_choose=is_to_choose,
    )


def _title(own: Need | Bid) -> str:
    """The topic as typed by now; before that what the case was called when it was begun."""
    topic = need_content(typed_so_far(own.case)).topic if isinstance(own, Need) else ""
    return topic or own.case.shown_title


def _address(own: Need | Bid, item: ListedItem | None, *, is_to_choose: bool) -> str:
    if isinstance(own, Bid):
        return reverse("programmes:bid", args=[own.case.number])
    if item is not None and is_to_choose:
        return reverse("programmes:choice", args=[item.number])
    return reverse("cases:case", args=[own.case.number])


def _project(contract: Contract, at: datetime) -> OwnProject:
    if contract.state != ContractState.RUNNING:
        return OwnProject(contract, None, None)
    coming = contract.milestones.filter(state__in=OPEN_MILESTONES).order_by("position").first()
    return OwnProject(contract, coming, _until(coming.due_on, at) if coming else None)


def _until(day: date, at: datetime) -> Remaining:
    return remaining(Deadline("", day, end_of(day)), work_calendar(), at)
