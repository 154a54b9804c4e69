"""One case from its start to an end, by random people at random times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from kechuang.engines.flow.calendars.instants import local_day
from kechuang.engines.flow.elements import CLOCK, Step
from kechuang.engines.flow.running.deadlines import deadlines
from kechuang.engines.flow.running.expiry import expire
from kechuang.engines.flow.running.offers import open_steps
from kechuang.engines.flow.running.situation import Actor, Situation
from kechuang.engines.flow.running.taking import begin, take_step
from kechuang.engines.flow.running.terms import Terms
from kechuang.engines.flow.simulating.sampling import sample_values
from kechuang.engines.wording import Text

ATTEMPTS = 60
MOST_STEPS = 300
_SILENCE = 0.15
_GOES_ON = 8
_FREE_DAYS = 10


@dataclass(frozen=True, slots=True)
class Walk:
    """How one case went. ``is_stuck`` with the ``reasons`` when nobody could go on;
    ``is_beyond`` when it ran past the years of the calendar."""

    situation: Situation
    steps: tuple[Step, ...]
    is_stuck: bool = False
    is_beyond: bool = False
    reasons: tuple[Text, ...] = ()

    @property
    def first_day(self) -> date:
        return local_day(self.situation.began_at)

    @property
    def last_day(self) -> date:
        return local_day(self.situation.latest_at)


def walk(terms: Terms, *, at: datetime, draw: Random) -> Walk:
    """Plays one case begun at ``at``; the same ``draw`` plays the same case."""
    situation, steps = begin(terms, at=at), list[Step]()
    while len(steps) < MOST_STEPS:
        if terms.procedure.states[situation.state].is_terminal:
            return Walk(situation, tuple(steps))
        moved = _move(terms, situation, draw)
        if moved is None:
            return _stuck(terms, situation, steps)
        situation, taken = moved
        steps += taken
    return Walk(situation, tuple(steps), is_stuck=True, reasons=(_ENDLESS,))


def _move(terms: Terms, situation: Situation, draw: Random) -> tuple[Situation, list[Step]] | None:
    """One step by somebody, or by time where people keep silent."""
    silent = _in_silence(terms, situation, draw)
    if silent and draw.random() < _SILENCE:
        return silent
    return _by_somebody(terms, situation, draw) or silent


def _by_somebody(
    terms: Terms, situation: Situation, draw: Random
) -> tuple[Situation, list[Step]] | None:
    """The first step of a random order that some luck with the values opens."""
    for step in _in_random_order(terms, situation, draw):
        role = draw.choice([role for role in step.who if role != CLOCK])
        for _ in range(ATTEMPTS):
            at = _moment(terms, situation, draw)
            tried = _with_luck(terms, situation, at, draw)
            offers = open_steps(terms, tried, by=_person(role, 0), at=at)
            if any(offer.is_open and offer.step is step for offer in offers):
                return _taken(terms, tried, step, role, at)
    return None


def _taken(
    terms: Terms, situation: Situation, step: Step, role: str, at: datetime
) -> tuple[Situation, list[Step]]:
    """The step taken by as many different people as it wants."""
    for number in range(step.approvals.people if step.approvals else 1):
        by = _person(role, number)
        situation = take_step(terms, situation, step.event, by=by, at=at, reason="示例").situation
    return situation, [step]


def _in_random_order(terms: Terms, situation: Situation, draw: Random) -> list[Step]:
    """The steps that people may take; those that go on come sooner than those that end it."""
    states = terms.procedure.states
    steps = [
        step for step in terms.procedure.steps_from(situation.state) if set(step.who) - {CLOCK}
    ]
    order: list[Step] = []
    while steps:
        weights = [1 if states[step.target].is_terminal else _GOES_ON for step in steps]
        (chosen,) = draw.choices(range(len(steps)), weights)
        order.append(steps.pop(chosen))
    return order


def _in_silence(
    terms: Terms, situation: Situation, draw: Random
) -> tuple[Situation, list[Step]] | None:
    """What the first clock to end brings, when nobody acts."""
    ends = [deadline.at for deadline in deadlines(terms, situation) if deadline.at]
    if not ends:
        return None
    lucky = _with_luck(terms, situation, min(ends), draw)
    taken = expire(terms, lucky, at=max(min(ends), situation.latest_at)).taken
    return (taken[-1].situation, [one.step for one in taken]) if taken else None


def _with_luck(terms: Terms, situation: Situation, at: datetime, draw: Random) -> Situation:
    """The case with new facts, the present forms filled in, and every paper there."""
    procedure = terms.procedure
    forms = {step.form for step in procedure.steps_from(situation.state) if step.form}
    fields = [*procedure.facts.values()]
    fields += [field for name in sorted(forms) for field in procedure.forms[name].fields]
    known = terms.inquiry(situation.values).values
    settled = _of_clocks(terms).intersection(situation.values)
    open_fields = [field for field in fields if field.id not in settled]
    values = sample_values(open_fields, known, on=local_day(at), draw=draw)
    return situation.with_values(values).with_documents(*procedure.documents)


def _of_clocks(terms: Terms) -> set[str]:
    """The values that deadlines rest on: once known, luck does not move them."""
    clocks = terms.procedure.clocks.values()
    return {str(name) for clock in clocks for name in (clock.until, clock.starts_on, clock.days)}


def _moment(terms: Terms, situation: Situation, draw: Random) -> datetime:
    """Some time before the first clock ends."""
    ends = [deadline.at for deadline in deadlines(terms, situation) if deadline.at]
    free = timedelta(days=_FREE_DAYS)
    left = max(min(ends) - situation.latest_at, timedelta()) if ends else free
    return situation.latest_at + left * draw.randint(0, 999) // 1_000


def _person(role: str, number: int) -> Actor:
    return Actor(f"{role}-{number}", frozenset({role}))


def _stuck(terms: Terms, situation: Situation, steps: list[Step]) -> Walk:
    found = [one for one in deadlines(terms, situation) if one.unknown]
    reasons = [one.unknown for one in found if one.unknown]
    is_beyond = any(one.not_before for one in found)
    for role in terms.procedure.roles:
        offers = open_steps(terms, situation, by=_person(role, 0), at=situation.latest_at)
        mine = [offer for offer in offers if role in offer.step.who]
        reasons += [reason for offer in mine for reason in offer.reasons]
    return Walk(situation, tuple(steps), not is_beyond, is_beyond, tuple(dict.fromkeys(reasons)))


_ENDLESS = Text(f"{MOST_STEPS}步之后仍未结束", f"not at an end after {MOST_STEPS} steps")
