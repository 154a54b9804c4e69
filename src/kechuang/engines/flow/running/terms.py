"""The terms a case runs under: its procedure, the round's options, the calendar, extensions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kechuang.engines.flow.calendars.calendar import WorkCalendar
from kechuang.engines.flow.calendars.instants import aware
from kechuang.engines.flow.conditions.judging import Inquiry
from kechuang.engines.flow.forms.fields import Value
from kechuang.engines.flow.forms.storing import unfit
from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.flow.refusals import TermsError
from kechuang.engines.packfile import nearest
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Extension:
    """A clock made longer for all cases at once: more ``days``, or a later day (``until``).

    It reaches the cases whose clock had not run out at ``at``.
    """

    clock: str
    at: datetime
    by: str
    why: str
    days: int = 0
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What all cases of one round share. ``options`` holds the values set for this round."""

    procedure: Procedure
    calendar: WorkCalendar
    options: Mapping[str, Value] = field(default_factory=dict)
    extensions: tuple[Extension, ...] = ()

    def __post_init__(self) -> None:
        for name, value in self.options.items():
            what = Text(f"选项“{name}”", f"option “{name}”")
            if name not in self.procedure.options:
                raise TermsError(what, _NO_OPTION, nearest(name, self.procedure.options))
            if why := unfit(self.procedure.options[name].field, value):
                raise TermsError(what, why, _CHANGE_IT)

    def settled(self) -> dict[str, Value]:
        """Every option that has a value in this round."""
        return self.procedure.default_options | dict(self.options)

    def inquiry(self, values: Mapping[str, Value]) -> Inquiry:
        """The case's ``values`` and the round's options, ready for conditions."""
        procedure = self.procedure
        return Inquiry(procedure.fields, procedure.conditions, {**values, **self.settled()})

    def extended(self, extension: Extension) -> Terms:
        """These terms with one clock made longer for all. A clock is never made shorter."""
        clock = self.procedure.clocks.get(extension.clock)
        aware(extension.at)
        if clock is None:
            raise _refused(extension, _NO_CLOCK, nearest(extension.clock, self.procedure.clocks))
        if not extension.why.strip():
            raise _refused(extension, _NO_REASON, _STATE_REASON)
        if bool(clock.until) != bool(extension.until) or bool(clock.days) != (extension.days > 0):
            raise _refused(extension, _WRONG_KIND, _RIGHT_KIND)
        return replace(self, extensions=(*self.extensions, extension))


def _refused(extension: Extension, why: Text, mend: Text) -> TermsError:
    return TermsError(
        Text(f"延长时限“{extension.clock}”", f"extending clock “{extension.clock}”"), why, mend
    )


_NO_OPTION = Text("这个流程没有这个选项", "the procedure has no such option")
_CHANGE_IT = Text("请改成合适的值", "give a value that fits")
_NO_CLOCK = Text("没有这个时限", "there is no such clock")
_NO_REASON = Text("没有写明理由", "no reason is given")
_STATE_REASON = Text("请写明延长的理由", "say why it is extended")
_WRONG_KIND = Text("延长的写法与时限不符", "the extension does not fit the clock")
_RIGHT_KIND = Text(
    "按天数计的时限加正的天数；到某日为止的时限给出新的日期",
    "give more days to a clock of days, a later day to a clock that runs until a day",
)
