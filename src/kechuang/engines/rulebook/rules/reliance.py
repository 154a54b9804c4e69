"""A condition on the result of another policy: holds what a clause of another pack grants."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.reasons import Failing, Outcome, Reason
from kechuang.engines.rulebook.rules.conditions import Condition
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class PolicyMet:
    """What ``condition`` of the clause ``policy`` (pack/clause) says on the same day and facts.

    Its reasons keep their ids behind the name of the policy: ``tech-sme/tech-sme:score``.
    """

    head: Head
    policy: str
    condition: Condition

    def check(self, inquiry: Inquiry) -> Outcome:
        outcome = self.condition.check(inquiry)
        told = outcome.reason
        detail = Text(f"依据政策“{told.label.zh}”判断", f"as the policy “{told.label.en}” says")
        head = self.head
        reason = Reason(
            head.id, head.label, head.article, outcome.verdict, detail, (),
            (self._marked(told),), evidence=head.evidence,
        )  # fmt: skip
        repair = tuple(self._repair(failing) for failing in outcome.repair)
        return Outcome(reason, outcome.missing, repair, outcome.is_sole)

    def _marked(self, reason: Reason) -> Reason:
        children = tuple(self._marked(child) for child in reason.children)
        return reason._replace(id=self._named(reason.id), children=children)

    def _repair(self, failing: Failing) -> Failing:
        gap = failing.gap
        return failing._replace(gap=gap._replace(reason_id=self._named(gap.reason_id)))

    def _named(self, reason_id: str) -> str:
        return f"{self.policy}:{reason_id}"
