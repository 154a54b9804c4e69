"""How many breaks no timetable can avoid, from counting alone.

Who meets whom is forgotten: equal agendas are counted together, and only three facts are kept:
each agenda is unbroken (it fills a span) or broken, every slot seats an even number of people, at
most two at a table. On public instances this small model is often exact within a second.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from ortools.sat.python import cp_model

from kechuang.engines.timetable.agenda import Agenda
from kechuang.engines.timetable.instance import Event

Seated = dict[int, list[cp_model.IntVar]]


def least_breaks(event: Event, agendas: Iterable[Agenda], *, seconds: float) -> int | None:
    """A proved lower bound on the breaks; none where even the counting has no solution."""
    programme = cp_model.CpModel()
    seated: Seated = defaultdict(list)
    broken = [
        _add_group(programme, agenda, number, seated) for agenda, number in Counter(agendas).items()
    ]
    for slot in range(1, event.slots + 1):
        tables = 0 if slot in event.closed else event.tables
        pairs = programme.new_int_var(0, tables, "")
        programme.add(sum(seated[slot]) == 2 * pairs)
    programme.minimize(sum(broken))
    return _solved(programme, seconds)


def _solved(programme: cp_model.CpModel, seconds: float) -> int | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(programme) == cp_model.INFEASIBLE:
        return None
    return max(0, round(solver.best_objective_bound))


def _add_group(
    programme: cp_model.CpModel, agenda: Agenda, number: int, seated: Seated
) -> cp_model.IntVar:
    """Spans and the broken of ``number`` equal agendas; answers how many are broken."""
    starts = {start: programme.new_int_var(0, number, "") for start in agenda.starts}
    broken = programme.new_int_var(0, number, "")
    programme.add(sum(starts.values()) + broken == number)
    for start, count in starts.items():
        for slot in agenda.span(start):
            seated[slot].append(count)
    _add_broken(programme, agenda, number, broken, seated)
    return broken


def _add_broken(
    programme: cp_model.CpModel,
    agenda: Agenda,
    number: int,
    broken: cp_model.IntVar,
    seated: Seated,
) -> None:
    used = {slot: programme.new_int_var(0, number, "") for slot in sorted(agenda.possible)}
    for slot, count in used.items():
        programme.add(count <= broken)
        seated[slot].append(count)
    programme.add(sum(used.values()) == agenda.size * broken)
    for slot in used:
        before = [count for other, count in used.items() if other <= slot]
        after = [count for other, count in used.items() if other >= slot]
        if needed := agenda.needed_until(slot):
            programme.add(sum(before) >= needed * broken)
        if needed := agenda.needed_from(slot):
            programme.add(sum(after) >= needed * broken)
