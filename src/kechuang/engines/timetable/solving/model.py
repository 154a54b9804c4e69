"""The whole problem for CP-SAT, made so that clauses alone find and refute timetables.

Beside ``at[meeting][slot]`` each participant has a choice: one unbroken span, or being broken; it
fixes the participant's busy slots before anybody knows whom they meet there. Breaks are runs of
busy slots less one. What lets the search cut early is said twice: the busy people of a slot are
twice its meetings (so an even number), and the meetings of all slots add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from kechuang.engines.timetable.agenda import Agenda, agendas
from kechuang.engines.timetable.candidates import Slots
from kechuang.engines.timetable.instance import Event
from kechuang.engines.timetable.solving.breaks import Busy, add_breaks

At = Mapping[str, Mapping[int, cp_model.IntVar]]


@dataclass(frozen=True)
class Programme:
    """``at``: by meeting and slot, whether it is there; ``total``: the number of all breaks."""

    event: Event
    choices: Mapping[str, Slots]
    model: cp_model.CpModel
    at: At
    total: cp_model.IntVar

    @property
    def most(self) -> int:
        """More breaks than any timetable can have."""
        return 2 * len(self.event.meetings)

    def slots_in(self, is_true: Callable[[cp_model.IntVar], bool]) -> dict[str, int]:
        """The slot of each meeting in a solution, whose values ``is_true`` tells."""
        return {
            name: next(slot for slot, place in places.items() if is_true(place))
            for name, places in self.at.items()
        }


def build_programme(event: Event, choices: Mapping[str, Slots]) -> Programme:
    """The model of an event in which every meeting has at least one candidate slot."""
    model = cp_model.CpModel()
    at = {
        name: {slot: model.new_bool_var("") for slot in sorted(slots)}
        for name, slots in choices.items()
    }
    for places in at.values():
        model.add_exactly_one(places.values())
    _add_precedences(model, event, at)
    mine = agendas(event, choices)
    busy = {name: _busy(model, event, at, name, agenda) for name, agenda in mine.items()}
    _add_tables(model, event, at, busy)
    return Programme(event, choices, model, at, _total(model, event, mine, busy))


def _add_precedences(model: cp_model.CpModel, event: Event, at: At) -> None:
    for meeting in event.meetings:
        for before in sorted(meeting.after):
            for slot, here in at[meeting.name].items():
                earlier = [place for other, place in at[before].items() if other < slot]
                model.add_bool_or([here.negated(), *earlier])


def _busy(model: cp_model.CpModel, event: Event, at: At, name: str, agenda: Agenda) -> Busy:
    """By possible slot, whether the participant has one of their meetings there: at most one."""
    mine = [at[meeting.name] for meeting in event.meetings_of[name]]
    if agenda.size == 1:
        return dict(mine[0])
    busy = {slot: model.new_bool_var("") for slot in sorted(agenda.possible)}
    for slot, here in busy.items():
        model.add_exactly_one(
            [here.negated(), *(places[slot] for places in mine if slot in places)]
        )
    model.add(sum(busy.values()) == agenda.size)
    return busy


def _add_tables(model: cp_model.CpModel, event: Event, at: At, busy: Mapping[str, Busy]) -> None:
    meetings: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    people: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for variables, found in ((at, meetings), (busy, people)):
        for places in variables.values():
            for slot, place in places.items():
                found[slot].append(place)
    held = {slot: model.new_int_var(0, event.tables, "") for slot in sorted(meetings)}
    for slot, number in held.items():
        model.add(sum(meetings[slot]) == number)
        model.add(sum(people[slot]) == 2 * number)
    model.add(sum(held.values()) == len(event.meetings))


def _total(
    model: cp_model.CpModel, event: Event, mine: Mapping[str, Agenda], busy: Mapping[str, Busy]
) -> cp_model.IntVar:
    breaking = {name: agenda for name, agenda in mine.items() if agenda.can_break}
    breaks = [add_breaks(model, agenda, busy[name]) for name, agenda in breaking.items()]
    if event.fairness is not None:
        has_unbroken = len(breaks) < len(event.participants)
        least = 0 if has_unbroken else model.new_int_var(0, event.slots, "")
        for number in breaks:
            model.add(number >= least)
            model.add(number <= least + event.fairness)
    total = model.new_int_var(0, sum(agenda.size - 1 for agenda in breaking.values()), "")
    model.add(sum(breaks) == total)
    return total
