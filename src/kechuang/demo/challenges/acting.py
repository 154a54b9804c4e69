"""How the people of the story act: as themselves, through the commands of the rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from kechuang.accounts.models import User
from kechuang.accounts.selectors import actor_of
from kechuang.base.actors import Actor
from kechuang.base.registry.standing import represented_parties
from kechuang.cases.models import Case
from kechuang.cases.selectors import draft_digest, terms_of
from kechuang.cases.services import (
    attach_document,
    run_clocks,
    save_draft,
    seal_case,
    take_step,
)
from kechuang.cases.states import GRACE
from kechuang.demo.challenges.days import TODAY
from kechuang.demo.challenges.papers import paper
from kechuang.engines.flow import Value, fill
from kechuang.parties.models import Party

OFFICER, SCORERS, APPROVERS = "bureau", ("bureau2", "bureau3"), ("bureau2", "bureau3")
TREASURER = "treasurer"


def player(username: str) -> Actor:
    """The person of that log-in, with the roles held today."""
    return actor_of(User.objects.get(username=username), on=TODAY)


def unit_of(by: Actor) -> Party:
    """The one unit that a demander or bidder speaks for."""
    (party,) = represented_parties(by)
    return Party.objects.get(pk=party)


def named(unit: Party) -> dict[str, str]:
    """A party as it is typed into a form."""
    return {"code": unit.credit_code, "name": unit.name}


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def write(by: Actor, at: datetime, case: Case, form: str, typed: Mapping[str, object]) -> None:
    """Fill in the form as somebody types it; raises ``ValueError`` for what does not fit."""
    terms, row = terms_of(case.round), fresh(case)
    filled = fill(terms.procedure.forms[form], typed, terms.inquiry({}))
    if filled.problems:
        raise ValueError(filled.problems)
    save_draft(by=by, at=at, case=row, revision=row.revision, values=filled.values)


def hand_in(
    by: Actor, at: datetime, case: Case, document: str, title: str, lines: Sequence[str]
) -> None:
    """Put a paper on file that the next step wants."""
    file = paper(by, at, title, lines)
    attach_document(by=by, at=at, case=case, document=document, file=file)


def step(
    by: Actor, at: datetime, case: Case, event: str, reason: str = "", **values: Value
) -> None:
    take_step(by=by, at=at, case=case, event=event, reason=reason, values=values or None)


def seal(by: Actor, at: datetime, case: Case) -> None:
    """Seal a bid exactly as it stands."""
    row = fresh(case)
    digest = draft_digest(row, "bid")
    seal_case(by=by, at=at, case=row, key=uuid4(), digest=digest, received_at=at)


def let_time_pass(until: datetime) -> None:
    """The clocks of all cases, up to ``until``; raises ``RuntimeError`` where one could not run."""
    report = run_clocks(at=until + GRACE)
    if report.failures:
        raise RuntimeError(report.failures)
