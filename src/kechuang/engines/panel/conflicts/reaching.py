"""How far a conflict reaches: an interest in one side of a competition bars from all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kechuang.engines.panel.conflicts.conflict import Conflict
from kechuang.engines.panel.conflicts.facts import Proposal, Stakeholder
from kechuang.engines.panel.conflicts.policy import Policy
from kechuang.engines.wording import Text

RIVAL, STAKE = "rival.", "stake."
INTERESTS = ("unit.", "shareholding", "person.", "tie.", "shared.")
"""Rules that show an interest in a side; an applicant's exclusion or a missing fact is none."""


def reaching(
    found: Iterable[Conflict],
    proposals: Sequence[Proposal],
    stakeholders: Sequence[Stakeholder],
    *,
    policy: Policy,
) -> tuple[Conflict, ...]:
    """What was ``found`` about proposals, and what of it reaches the others of their rounds.

    Conflicts with stakeholders stand for those with every proposal of the round and are not told
    themselves. Rules become ``rival.<rule>`` and ``stake.<rule>``; ``policy`` may switch off each.
    """
    reach = _Reach(proposals, stakeholders)
    applied = (one for one in found if one.rule not in policy.switched_off)
    reached = (one for direct in applied for one in reach.of(direct))
    return tuple(one for one in dict.fromkeys(reached) if one.rule not in policy.switched_off)


class _Reach:
    def __init__(self, proposals: Sequence[Proposal], stakeholders: Sequence[Stakeholder]) -> None:
        self.round_of: Mapping[str, str] = {one.id: one.round for one in proposals}
        self.stakes = {one.id: one for one in stakeholders}
        self.by_round: defaultdict[str, list[str]] = defaultdict(list)
        for proposal in proposals:
            self.by_round[proposal.round].append(proposal.id)

    def of(self, direct: Conflict) -> Iterator[Conflict]:
        stake = self.stakes.get(direct.proposal)
        if stake is not None:
            yield from self._told_to(self.by_round[stake.round], direct, STAKE, stake.role)
            return
        yield direct
        if direct.rule.startswith(INTERESTS):
            others = self.by_round[self.round_of[direct.proposal]]
            rivals = [one for one in others if one != direct.proposal]
            yield from self._told_to(rivals, direct, RIVAL, Text("竞争方", "a rival"))

    def _told_to(
        self, proposals: Iterable[str], direct: Conflict, kind: str, whose: Text
    ) -> Iterator[Conflict]:
        reason = Text(
            f"与{whose.zh}有利害关系：{direct.reason.zh}",
            f"has an interest in {whose.en}: {direct.reason.en}",
        )
        for proposal in proposals:
            yield replace(direct, proposal=proposal, rule=f"{kind}{direct.rule}", reason=reason)
