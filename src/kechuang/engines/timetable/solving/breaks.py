"""The breaks of one participant: an unbroken span, or runs of busy slots less one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ortools.sat.python import cp_model

from kechuang.engines.timetable.agenda import Agenda

Busy = Mapping[int, cp_model.IntVar]


def add_breaks(model: cp_model.CpModel, agenda: Agenda, busy: Busy) -> cp_model.IntVar:
    """The number of breaks of a participant with at least two meetings."""
    is_broken = model.new_bool_var("")
    _add_spans(model, agenda, busy, is_broken)
    most = agenda.size - 1
    number = model.new_int_var(0, most, "")
    model.add(sum(_run_starts(model, busy)) == number + 1)
    model.add(number >= is_broken)
    model.add(number <= most * is_broken)
    return number


def _add_spans(
    model: cp_model.CpModel, agenda: Agenda, busy: Busy, is_broken: cp_model.IntVar
) -> None:
    spans = {start: model.new_bool_var("") for start in agenda.starts}
    model.add_exactly_one([*spans.values(), is_broken])
    covering = defaultdict(list)
    for start, span in spans.items():
        for slot in agenda.span(start):
            covering[slot].append(span)
    for slot, here in busy.items():
        model.add(here >= sum(covering[slot]))
        model.add(here <= sum(covering[slot]) + is_broken)


def _run_starts(model: cp_model.CpModel, busy: Busy) -> list[cp_model.IntVar]:
    """Whether a run of busy slots starts here, for every possible slot."""
    starts = []
    for slot, here in busy.items():
        if slot - 1 not in busy:
            starts.append(here)
            continue
        before, begins = busy[slot - 1], model.new_bool_var("")
        model.add_implication(begins, here)
        model.add_implication(begins, before.negated())
        model.add_bool_or([here.negated(), before, begins])
        starts.append(begins)
    return starts
