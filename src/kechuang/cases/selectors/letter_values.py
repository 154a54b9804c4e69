"""What letters are filled with, taken from the case, its record and the office that writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kechuang.base.letters import Value, letter_source
from kechuang.cases.models import Objection, StepTaken
from kechuang.cases.office import Office
from kechuang.cases.selectors.courses import Course
from kechuang.engines.flow import (
    Basis,
    Field,
    FieldType,
    Step,
    UnknownYearError,
    deadlines,
    local_day,
    shown,
)
from kechuang.engines.flow import Value as Known
from kechuang.engines.wording import Text
from kechuang.ledger.presenting.amounts import in_letters

GRANT, TERM = ("grant", "grant_asked"), ("years", "months")
BY_TASK_BOOK = Text("以签订的任务书为准", "as the task book fixes it")
_POINT = re.compile(r"[；;\n]+")


@dataclass(frozen=True)
class Matter:
    """What one letter is about: ``course`` after the step that ``row`` tells of."""

    course: Course
    row: StepTaken
    office: Office
    doc_no: str
    addressee: str
    objection: Objection | None = None

    @property
    def step(self) -> Step:
        steps = self.course.procedure.steps_from(self.row.origin)
        return next(
            one for one in steps if (one.event, one.target) == (self.row.event, self.row.target)
        )

    @property
    def on(self) -> date:
        return local_day(self.row.recorded_at)

    def due_on(self, days: int) -> date:
        """The end of the clock that runs now, or ``days`` working days from today."""
        ends = [one.on for one in deadlines(self.course.terms, self.course.informed()) if one.on]
        return min(ends) if ends else self.working_days_on(days)

    def working_days_on(self, days: int) -> date:
        """Where next year's notice is not out yet, twice as many days: never too few of them."""
        try:
            return self.course.terms.calendar.add(self.on, days)
        except UnknownYearError:
            return self.on + timedelta(days=2 * days + 7)


def letter_values(template: str, matter: Matter) -> dict[str, Value]:
    """Values of every slot of ``template`` that cases know; the letter itself refuses the rest."""
    told = {name: _SLOTS[name](matter) for name in letter_source(template).slots if name in _SLOTS}
    return {name: value for name, value in told.items() if value is not None}


def _bases(matter: Matter) -> list[Text]:
    return [_basis(matter, basis) for basis in matter.step.basis] or [_own_rules(matter)]


def _basis(matter: Matter, basis: Basis) -> Text:
    source = matter.course.procedure.sources.get(basis.source)
    if source is None:
        return _own_rules(matter)
    title, article = source.title, basis.article
    return Text(f"《{title.zh}》（{article.zh}）", f"{title.en} ({article.en})")


def _own_rules(matter: Matter) -> Text:
    """A step that no source asks for rests on the procedure itself, as an example."""
    procedure = matter.course.procedure
    return Text(
        f"《{procedure.title.zh}》办理流程（{procedure.version}版，示例）",
        f"the procedure “{procedure.title.en}” (version {procedure.version}, example)",
    )


def _points(text: str) -> list[str] | None:
    points = [point.strip().rstrip("。.") for point in _POINT.split(text)]
    return [point for point in points if point] or None


def _answered(matter: Matter) -> Objection:
    if matter.objection is None:
        raise ValueError("no objection is answered by this letter")
    return matter.objection


def _reasons(matter: Matter) -> list[str] | None:
    return _points(matter.objection.answer if matter.objection else matter.row.reason)


def _finding(matter: Matter) -> Text:
    is_upheld = _answered(matter).is_upheld
    return Text("异议成立", "upheld") if is_upheld else Text("异议不成立", "not upheld")


def _stage(matter: Matter) -> Text:
    """The state it was in, as a noun: 评审 of 评审中."""
    said = matter.course.procedure.states[matter.row.origin].wording.public
    return Text(said.zh.removesuffix("中"), said.en)


def _consequence(matter: Matter) -> Text:
    """What the end of the running clock brings, in the words of the procedure."""
    procedure = matter.course.procedure
    clock = procedure.clocks.get(procedure.states[matter.row.target].clock)
    event = clock.on_expiry.event if clock else ""
    for step in procedure.steps_from(matter.row.target):
        if event and step.event == event:
            return step.wording.staff
    return Text("逾期未提交的，按现有材料办理", "Without it the case is decided as it stands")


def _typed(names: tuple[str, ...]) -> Callable[[Matter], Text]:
    """The first of the named values that the case knows, in words."""

    def value(matter: Matter) -> Text:
        known, fields = matter.course.informed().values, matter.course.procedure.fields
        found = next((name for name in names if name in known and name in fields), None)
        return _written(fields[found], known[found]) if found else BY_TASK_BOOK

    return value


def _written(field: Field, known: Known) -> Text:
    """A sum of money with its capital figures (支付结算办法 附一), whatever else in words."""
    if field.type is FieldType.MONEY and isinstance(known, int):
        return in_letters(known)
    return shown(field, known)


_SLOTS: Mapping[str, Callable[[Matter], Value | None]] = {
    "organ": lambda matter: matter.office.organ,
    "number": lambda matter: matter.doc_no,
    "addressee": lambda matter: matter.addressee,
    "signed_on": lambda matter: matter.on,
    "contact": lambda matter: matter.office.contact,
    "case_title": lambda matter: Text(
        matter.course.case.title, matter.course.case.title_en or matter.course.case.title
    ),
    "case_number": lambda matter: matter.course.case.number,
    "bases": _bases,
    "received_at": lambda matter: matter.row.at,
    "answer_by": lambda matter: matter.due_on(matter.office.answer_days),
    "wanted": lambda matter: _points(matter.row.reason),
    "due_on": lambda matter: matter.due_on(matter.office.answer_days),
    "consequence": _consequence,
    "stage": _stage,
    "result": lambda matter: matter.step.wording.public,
    "reasons": _reasons,
    "appeal_by": lambda matter: matter.due_on(matter.office.objection_days),
    "objection_by": lambda matter: matter.working_days_on(matter.office.objection_days),
    "objection_to": lambda matter: matter.office.objections_to,
    "objected_on": lambda matter: local_day(_answered(matter).lodged_at),
    "objection": lambda matter: _answered(matter).text.strip().rstrip("。."),
    "finding": _finding,
    "further_by": lambda matter: matter.working_days_on(matter.office.objection_days),
    "further_to": lambda matter: matter.office.objections_to,
    "grant": _typed(GRANT),
    "term": _typed(TERM),
    "sign_by": lambda matter: matter.due_on(matter.office.answer_days),
}
