"""Every step has an owner, a deadline and a basis; no two of one actor clash."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kechuang.engines.flow.conditions.agreement import can_agree
from kechuang.engines.flow.conditions.conditions import Condition, Group
from kechuang.engines.flow.elements import CLOCK, Step
from kechuang.engines.flow.proofs.draft import Draft
from kechuang.engines.flow.proofs.naming import is_sound
from kechuang.engines.packfile import PackError
from kechuang.engines.wording import Text


def steps_have_an_owner(draft: Draft) -> Iterator[PackError]:
    for step in draft.procedure.steps:
        if not step.who:
            yield draft.problem(
                step.line,
                step.event,
                Text("没有写明由谁办理", "nobody owns this step"),
                Text("请补上 who: 角色", "add who: role"),
            )


def steps_have_a_deadline(draft: Draft) -> Iterator[PackError]:
    """In every state it starts from, a step is bounded by its own clock or the state's."""
    procedure = draft.procedure
    for step in procedure.steps:
        for origin in step.origins:
            if origin in procedure.states and not procedure.clock_of(step, origin):
                yield draft.problem(
                    step.line,
                    step.event,
                    Text(f"在状态“{origin}”没有时限", f"has no deadline in state “{origin}”"),
                    Text("请给该状态或步骤写 clock", "give the state or the step a clock"),
                )


def clocks_have_an_end(draft: Draft) -> Iterator[PackError]:
    """When a clock runs out something happens: an event, or somebody is told."""
    for clock in draft.procedure.clocks.values():
        if not clock.escalate and not clock.on_expiry.event:
            yield draft.problem(
                clock.line,
                clock.id,
                Text("到期后什么也不发生", "nothing happens when it runs out"),
                Text("请写 on_expiry 或 escalate", "write on_expiry or escalate"),
            )


def things_have_a_basis(draft: Draft) -> Iterator[PackError]:
    """Steps, clocks, checks, phases, ineligibility rules, and silence that counts as consent."""
    procedure = draft.procedure
    rules = [rule for form in procedure.forms.values() for rule in form.ineligible]
    consents = [clock for clock in procedure.clocks.values() if clock.on_expiry.is_consent]
    phases = procedure.visibility.phases if procedure.visibility else ()
    grounded = [
        *((step.line, step.event, step.basis) for step in procedure.steps),
        *((clock.line, clock.id, clock.basis) for clock in procedure.clocks.values()),
        *((check.line, check.id, check.basis) for check in procedure.checks.values()),
        *((rule.line, rule.id, rule.basis) for rule in rules),
        *((clock.line, clock.id, clock.on_expiry.basis) for clock in consents),
        *((phase.line, "visibility", phase.basis) for phase in phases),
    ]
    for line, name, basis in grounded:
        if not basis:
            yield draft.problem(
                line,
                name,
                Text("没有写明依据", "its basis is missing"),
                Text(
                    "请写 basis: {source, article}；来源没有规定的写 basis: 示例",
                    "write basis: {source, article}, or basis: 示例 where no source defines it",
                ),
            )


def steps_do_not_clash(draft: Draft) -> Iterator[PackError]:
    """From one state, one event of one role leads one way."""
    steps = draft.procedure.steps
    for first, second in combinations(steps, 2):
        shared = [state for state in first.origins if state in second.origins]
        roles = [role for role in first.who if role in second.who]
        is_same = first.event == second.event and shared and roles and draft.is_whole
        if is_same and _may_both_open(draft, first, second):
            yield draft.problem(
                second.line,
                second.event,
                Text(
                    f"与第{first.line}行的步骤相撞：状态“{shared[0]}”、角色“{roles[0]}”可能同时满足两者的条件",
                    f"clashes with the step of line {first.line}: in “{shared[0]}” both may be "
                    f"open to “{roles[0]}”",
                ),
                Text("请让两者的条件互斥，或换事件名", "make the guards exclusive, or rename one"),
            )


def ends_of_clocks_are_answered(draft: Draft) -> Iterator[PackError]:
    """Whatever the values, the event of an ended clock finds one step in each of its states."""
    procedure = draft.procedure
    for clock in procedure.clocks.values():
        for state in sorted(procedure.states_of_clock(clock.id)) if clock.on_expiry.event else ():
            steps = [
                step
                for step in procedure.steps_from(state)
                if procedure.is_taken_by(step, state, clock)
            ]
            if draft.is_whole and not _is_covered(draft, steps):
                yield draft.problem(
                    clock.line,
                    clock.id,
                    Text(
                        f"在“{state}”到期时可能没有步骤可走",
                        f"in “{state}” it may run out without a step to take",
                    ),
                    Text(
                        f"请补上 {CLOCK} 的“{clock.on_expiry.event}”步骤，条件合起来覆盖所有情形",
                        f"add steps of {CLOCK} for “{clock.on_expiry.event}” that cover every case",
                    ),
                )


def approvals_are_separate(draft: Draft) -> Iterator[PackError]:
    """Nobody approves what is their own, and no clock approves anything."""
    for step in draft.procedure.steps:
        if step.approvals and (not step.approvals.not_by or CLOCK in step.who):
            yield draft.problem(
                step.line,
                step.event,
                Text("审批人与经办人没有分开", "approvers are not kept apart from the author"),
                Text(
                    "请在 not_by 写明经办的事件，且不由时限代办",
                    "name the author's event in not_by, and leave the clock out",
                ),
            )


def options_are_settled(draft: Draft) -> Iterator[PackError]:
    """Every option rests on a source, or says that it is an example."""
    for name, option in draft.procedure.options.items():
        if not option.basis and not option.is_example:
            yield draft.problem(
                option.line,
                name,
                Text("既无来源，也未标明示例", "it has no source and is not marked an example"),
                Text("请写 basis，或写 example: true", "write basis, or example: true"),
            )


def _may_both_open(draft: Draft, first: Step, second: Step) -> bool:
    procedure = draft.procedure
    guards = [*_guards(draft, first), *_guards(draft, second)]
    return can_agree(guards, [], conditions=procedure.conditions, fields=procedure.fields)


def _is_covered(draft: Draft, steps: list[Step]) -> bool:
    """Whether no values leave all of ``steps`` closed."""
    procedure = draft.procedure
    if not steps:
        return False
    denied = [Group("all", tuple(_guards(draft, step)), step.line) for step in steps]
    return not can_agree([], denied, conditions=procedure.conditions, fields=procedure.fields)


def _guards(draft: Draft, step: Step) -> list[Condition]:
    """The sound conditions of a step; unsound ones are told by their own proofs."""
    procedure = draft.procedure
    checks = [procedure.checks[name] for name in step.checks if name in procedure.checks]
    names = [step.guard, *(check.condition for check in checks)]
    return [procedure.conditions[name] for name in names if is_sound(name, procedure)]
