"""In every state it is said who sees what identifies people, and who must not never does."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.engines.flow.conditions.conditions import fields_in
from kechuang.engines.flow.elements import CLOCK, Step, Visibility
from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.flow.proofs.draft import Draft
from kechuang.engines.flow.visibility import is_about
from kechuang.engines.packfile import PackError
from kechuang.engines.wording import Text


def visibility_is_complete(draft: Draft) -> Iterator[PackError]:
    """Of every identifying field, in every state, some phase says in all rounds who sees it."""
    procedure, visibility = draft.procedure, draft.procedure.visibility
    if not draft.is_whole:
        return
    if visibility is None:
        yield from _silent(draft)
        return
    for name in procedure.identifying:
        states = [state for state in procedure.states if not _is_told(visibility, state, name)]
        if states:
            yield draft.problem(
                visibility.line,
                name,
                Text(
                    f"没有写明在{'、'.join(states)}时谁能看到它",
                    f"nothing says who sees it in {', '.join(states)}",
                ),
                Text("请用 phases 补上这些状态", "cover these states in phases"),
            )


def hidden_is_hidden(draft: Draft) -> Iterator[PackError]:
    """A role that never sees names is let see them nowhere."""
    visibility = draft.procedure.visibility
    if visibility is None:
        return
    lines = [(visibility.line, visibility.own)]
    lines += [(phase.line, phase.sees) for phase in visibility.phases]
    for line, roles in lines:
        for role in sorted(set(roles).intersection(visibility.never)):
            yield draft.problem(
                line,
                role,
                Text("写在 never 里，又在别处能看到", "never sees names, yet is let see them"),
                Text("请二者取一", "keep one of the two"),
            )


def writers_see_what_they_write(draft: Draft) -> Iterator[PackError]:
    """Who fills in a form or hands in a paper sees it there, in all rounds."""
    procedure, visibility = draft.procedure, draft.procedure.visibility
    for step in procedure.steps if visibility else ():
        for role in step.who:
            hidden = _hidden_from(role, step, procedure) if role != CLOCK else []
            if hidden:
                yield draft.problem(
                    step.line,
                    step.event,
                    Text(
                        f"“{role}”办理此步却看不到：{'、'.join(hidden)}",
                        f"“{role}” takes this step without seeing {', '.join(hidden)}",
                    ),
                    Text("请在 visibility 里让其看到", "let the role see it in visibility"),
                )


def visibility_is_settled(draft: Draft) -> Iterator[PackError]:
    """Who sees names is settled before a round begins: conditions rest on its options alone."""
    procedure, visibility = draft.procedure, draft.procedure.visibility
    for phase in visibility.phases if visibility else ():
        condition = procedure.conditions.get(phase.condition)
        used = fields_in(condition, procedure.conditions) if condition else ()
        for name in used:
            if name not in procedure.options:
                yield draft.problem(
                    phase.line,
                    phase.condition,
                    Text(
                        f"谁能看到取决于个案的“{name}”",
                        f"who sees names depends on “{name}” of the single case",
                    ),
                    Text("条件只能用本轮的选项", "let it rest on options of the round"),
                )


def _silent(draft: Draft) -> Iterator[PackError]:
    procedure = draft.procedure
    for form in procedure.forms.values():
        for field in form.fields:
            if field.tells_who:
                yield draft.problem(
                    field.line,
                    field.id,
                    Text("没有写明谁能看到它", "nothing says who may see it"),
                    Text(
                        "请写 visibility，或写 is_identifying: false",
                        "write visibility, or is_identifying: false",
                    ),
                )
                return


def _is_told(visibility: Visibility, state: str, name: str) -> bool:
    return any(not phase.condition and is_about(phase, state, name) for phase in visibility.phases)


def _hidden_from(role: str, step: Step, procedure: Procedure) -> list[str]:
    visibility, form = procedure.visibility, procedure.forms.get(step.form)
    if visibility is None or role in visibility.own:
        return []
    written = [field.id for field in form.fields] if form else []
    return [
        name
        for name in (*written, *step.documents)
        if name in procedure.identifying and not _is_seen(visibility, role, step.origins, name)
    ]


def _is_seen(visibility: Visibility, role: str, states: tuple[str, ...], name: str) -> bool:
    return all(
        any(
            not phase.condition and role in phase.sees and is_about(phase, state, name)
            for phase in visibility.phases
        )
        for state in states
    )
