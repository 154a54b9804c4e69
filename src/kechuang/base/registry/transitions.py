"""Life-cycles as tables: which command leads from which states to which, and who may give it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise

from kechuang.base.errors import Text, WrongState, stated
from kechuang.base.registry.wording import both_languages


@dataclass(frozen=True)
class Step:
    """One command of a life-cycle; ``label`` is what its button says."""

    command: str
    label: str | Promise
    sources: frozenset[str]
    target: str
    by_owner: bool = False
    by_bureau: bool = False
    needs_reason: bool = False


class Lifecycle:
    """The steps between the ``states`` of one kind of record."""

    def __init__(self, states: type[TextChoices], *steps: Step) -> None:
        self.states = states
        self.steps = {step.command: step for step in steps}

    def steps_from(self, state: str) -> tuple[Step, ...]:
        """Steps possible in ``state``, in the order of the table."""
        return tuple(step for step in self.steps.values() if state in step.sources)

    def require_state(self, command: str, *, state: str, number: str) -> None:
        """Raise ``WrongState``, saying what is possible instead, unless ``command`` fits."""
        step = self.steps[command]
        if state not in step.sources:
            raise WrongState(_not_done(step, number), self._present(state), self._possible(state))

    def _present(self, state: str) -> Text:
        label = both_languages(self.states(state).label)
        return Text(f"当前状态是“{label.zh}”", f"its state is “{label.en}”")

    def _possible(self, state: str) -> Text:
        labels = [both_languages(step.label) for step in self.steps_from(state)]
        if not labels:
            return Text(
                "此状态是终态，如需继续请新登记一条",
                "This state is final; register a new record to go on",
            )
        zh, en = "、".join(t.zh for t in labels), ", ".join(t.en for t in labels)
        return Text(f"此状态下可以：{zh}", f"Possible in this state: {en}")


def require_reason(step: Step, *, number: str, reason: str) -> None:
    """Raise ``InvalidInput`` when ``step`` needs a reason and none is given."""
    if step.needs_reason:
        stated(_not_done(step, number), reason)


def _not_done(step: Step, number: str) -> Text:
    label = both_languages(step.label)
    return Text(f"{number} 未能{label.zh}", f"{number}: “{label.en}” was not done")
