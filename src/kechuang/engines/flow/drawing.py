"""A procedure as a Mermaid state diagram, for people who read pictures."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.engines.flow.elements import CLOCK, Clock, Step
from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.flow.visibility import seen_by
from kechuang.engines.wording import Text

_DAYS = {True: Text("个工作日", " working days"), False: Text("日", " days")}
_SEEN, _NOBODY = Text("身份信息可见", "Names seen by"), Text("无人", "nobody")
_AT_THE_END = Text("到期", "at the end")


def draw(procedure: Procedure, *, language: str = "zh", is_public: bool = False) -> str:
    """Mermaid ``stateDiagram-v2`` in ``language``; ``is_public`` takes the public's wording."""
    return "\n".join(["stateDiagram-v2", *_lines(procedure, language, is_public)]) + "\n"


def _lines(procedure: Procedure, language: str, is_public: bool) -> Iterator[str]:
    ids = {name: f"s{number}" for number, name in enumerate(procedure.states, 1)}
    for name, state in procedure.states.items():
        words = state.wording.public if is_public else state.wording.staff
        yield f"    {ids[name]}: {_plain(words.said_in(language))}"
    yield f"    [*] --> {ids[procedure.start]}"
    for step in procedure.steps:
        for origin in step.origins:
            words = step.wording.public if is_public else step.wording.staff
            label = _plain(words.said_in(language)) + _by(procedure, step, origin, language)
            yield f"    {ids[origin]} --> {ids[step.target]}: {label}"
    for name, state in procedure.states.items():
        if state.is_terminal:
            yield f"    {ids[name]} --> [*]"
    if procedure.visibility and not is_public:
        yield from (
            f"    note right of {ids[name]}: {_who_sees(procedure, name, language)}" for name in ids
        )


def _who_sees(procedure: Procedure, state: str, language: str) -> str:
    """Who reads names in ``state``, by the procedure's own options."""
    roles = sorted(
        {role for name in procedure.identifying for role in seen_by(procedure, state, name)},
        key=list(procedure.roles).index,
    )
    named = [procedure.roles[role].said_in(language) for role in roles] or [
        _NOBODY.said_in(language)
    ]
    label = _SEEN.said_in(language)
    return _plain(
        f"{label}：{'、'.join(named)}"
        if language.startswith("zh")
        else f"{label} {', '.join(named)}"
    )


def _by(procedure: Procedure, step: Step, origin: str, language: str) -> str:
    """Who takes the step, and within what time."""
    who = [procedure.roles[role].said_in(language) for role in step.who if role != CLOCK]
    if CLOCK in step.who:
        who.append(_AT_THE_END.said_in(language))
    clock = procedure.clocks.get(procedure.clock_of(step, origin))
    time = _time(procedure, clock, language) if clock else ""
    return _plain(
        f"（{'、'.join(who)}{time}）" if language.startswith("zh") else f" ({', '.join(who)}{time})"
    )


def _time(procedure: Procedure, clock: Clock, language: str) -> str:
    separator = "，" if language.startswith("zh") else ", "
    if clock.until:
        label = procedure.fields[clock.until].label.said_in(language)
        return f"{separator}{'至' if language.startswith('zh') else 'until '}{label}"
    days = clock.days
    if isinstance(days, str):
        option = procedure.options.get(days)
        shown = option.default if option else procedure.fields[days].label.said_in(language)
        return f"{separator}{shown}{_DAYS[clock.is_working].said_in(language)}"
    return f"{separator}{days}{_DAYS[clock.is_working].said_in(language)}"


def _plain(text: str) -> str:
    """``text`` without the signs that mean something to Mermaid."""
    for sign, full in (
        (":", "："),
        (";", "；"),
        ("#", "＃"),
        ("\n", " "),
        ("%%", "％％"),
        ("-->", "→"),
    ):
        text = text.replace(sign, full)
    return text
