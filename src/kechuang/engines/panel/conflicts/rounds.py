"""The proposals of a round, found by unit, person, contact and round in one look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from kechuang.engines.panel.conflicts.facts import Proposal, Units
from kechuang.engines.panel.conflicts.policy import Policy
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text

Found = Mapping[str, tuple[Proposal, ...]]


class Book:
    """Indexes over proposals. Refuses (``PanelError``) too many excluded experts."""

    def __init__(self, proposals: Iterable[Proposal], units: Units, policy: Policy) -> None:
        self.proposals, self.units, self.policy = tuple(proposals), units, policy
        for proposal in self.proposals:
            _refuse_many_exclusions(proposal, policy.most_exclusions)
        self.of_unknown_contacts = tuple(p for p in self.proposals if p.contacts.are_unknown)
        self.by_unit = self._indexed(lambda p: map(units.legal_unit, p.units))
        self.by_person = self._indexed(lambda p: p.people)
        self.by_excluded = self._indexed(lambda p: p.excluded)
        self.by_round = self._indexed(lambda p: (p.round,))
        self.by_id = self._indexed(lambda p: (p.id,))
        self.by_phone = self._indexed(lambda p: p.contacts.phones or ())
        self.by_account = self._indexed(lambda p: p.contacts.accounts or ())
        self.by_address = self._indexed(lambda p: p.contacts.addresses or ())

    def _indexed(self, keys: Callable[[Proposal], Iterable[str]]) -> Found:
        found: defaultdict[str, list[Proposal]] = defaultdict(list)
        for proposal in self.proposals:
            for key in set(keys(proposal)):
                found[key].append(proposal)
        return {key: tuple(proposals) for key, proposals in found.items()}


def _refuse_many_exclusions(proposal: Proposal, most: int) -> None:
    if len(proposal.excluded) > most:
        raise PanelError(
            Text("不适宜评审的专家名单不能采用", "The list of unsuitable experts cannot be used"),
            Text(
                f"“{proposal.id}”列了{len(proposal.excluded)}名，至多{most}名",
                f"“{proposal.id}” names {len(proposal.excluded)}, at most {most} are allowed",
            ),
            Text("请减少名单", "Shorten the list"),
        )
