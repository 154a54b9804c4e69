"""The flow: procedures as data, proved before they run, and the cases that run them.

A procedure pack is YAML (``packs/…/procedures/*.yaml``): roles, states, steps (event, from, to,
who, guard, clock, legal basis, two wordings, effects, documents, checks, approvals), forms with
typed fields, named conditions, and the options of a round. Loading proves it: every state
reachable, every open state with a way out, every step with owner, deadline and basis, no clash of
two steps of one actor, no circle of silence, the end of every clock answered whatever the values,
in every state said who sees what identifies people (``may_see``).
All problems are told at once, with line and mend.

A case is a ``Situation``: a value. ``take_step`` gives the next one with its effects, or a refusal
that names all that is missing. Unknown is neither yes nor no. Instants are passed in; days are
those of Asia/Shanghai; working days come from the State Council's notices, year by year, and a
year without its notice is unknown.
"""

from kechuang.engines.flow.calendars.calendar import WorkCalendar, YearNotice
from kechuang.engines.flow.calendars.instants import end_of, local_day, start_of
from kechuang.engines.flow.calendars.loading import load_calendar, load_calendars
from kechuang.engines.flow.commands import (
    Checked,
    check_procedures,
    draw_procedure,
    play_procedure,
    procedure_lines,
    simulation_lines,
)
from kechuang.engines.flow.conditions.judging import Inquiry, Judgement
from kechuang.engines.flow.drawing import draw
from kechuang.engines.flow.elements import CLOCK, Effect, Form, Step
from kechuang.engines.flow.forms.entries import FieldProblem
from kechuang.engines.flow.forms.fields import Attachment, Field, FieldType, Reference, Value
from kechuang.engines.flow.forms.filling import (
    Filled,
    Standing,
    facts_wanted,
    fields_that_decide,
    fill,
    standing_of,
)
from kechuang.engines.flow.forms.showing import shown
from kechuang.engines.flow.forms.storing import restored, stored, unfit
from kechuang.engines.flow.library import load_procedures
from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.flow.reading.procedures import load_procedure
from kechuang.engines.flow.refusals import (
    CalendarError,
    StepError,
    TermsError,
    UnknownYearError,
)
from kechuang.engines.flow.running.deadlines import Deadline, deadlines
from kechuang.engines.flow.running.expiry import Expired, Notice, NoticeKind, due, expire
from kechuang.engines.flow.running.offers import Offer, open_steps
from kechuang.engines.flow.running.situation import Actor, Happening, Situation
from kechuang.engines.flow.running.storing import situation_as_data, situation_from_data
from kechuang.engines.flow.running.taking import Taken, begin, take_step
from kechuang.engines.flow.running.terms import Extension, Terms
from kechuang.engines.flow.simulating.report import Simulation, simulate
from kechuang.engines.flow.visibility import may_see, seen_by
from kechuang.engines.packfile import Basis

__all__ = [
    "CLOCK",
    "Actor",
    "Attachment",
    "Basis",
    "CalendarError",
    "Checked",
    "Deadline",
    "Effect",
    "Expired",
    "Extension",
    "Field",
    "FieldProblem",
    "FieldType",
    "Filled",
    "Form",
    "Happening",
    "Inquiry",
    "Judgement",
    "Notice",
    "NoticeKind",
    "Offer",
    "Procedure",
    "Reference",
    "Simulation",
    "Situation",
    "Standing",
    "Step",
    "StepError",
    "Taken",
    "Terms",
    "TermsError",
    "UnknownYearError",
    "Value",
    "WorkCalendar",
    "YearNotice",
    "begin",
    "check_procedures",
    "deadlines",
    "draw",
    "draw_procedure",
    "due",
    "end_of",
    "expire",
    "facts_wanted",
    "fields_that_decide",
    "fill",
    "load_calendar",
    "load_calendars",
    "load_procedure",
    "load_procedures",
    "local_day",
    "may_see",
    "open_steps",
    "play_procedure",
    "procedure_lines",
    "restored",
    "seen_by",
    "shown",
    "simulate",
    "simulation_lines",
    "situation_as_data",
    "situation_from_data",
    "standing_of",
    "start_of",
    "stored",
    "take_step",
    "unfit",
]
