"""The sides of a round, found by unit, person, contact and round in one look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from kechuang.engines.panel.conflicts.facts import Proposal, Side, Stakeholder, Units
from kechuang.engines.panel.conflicts.policy import Policy
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text

Found = Mapping[str, tuple[Side, ...]]
Proposals = Mapping[str, tuple[Proposal, ...]]
One = TypeVar("One", bound=Side)


class Book:
    """Indexes over the proposals and those who have a stake in them besides. Refuses
    (``PanelError``) too many excluded experts."""

    def __init__(
        self,
        proposals: Iterable[Proposal],
        units: Units,
        policy: Policy,
        stakeholders: Iterable[Stakeholder] = (),
    ) -> None:
        self.proposals, self.units, self.policy = tuple(proposals), units, policy
        sides: tuple[Side, ...] = (*self.proposals, *stakeholders)
        for proposal in self.proposals:
            _refuse_many_exclusions(proposal, policy.most_exclusions)
        self.of_unknown_contacts = tuple(p for p in self.proposals if p.contacts.are_unknown)
        self.by_unit: Found = _indexed(sides, lambda p: map(units.legal_unit, p.units))
        self.by_person: Found = _indexed(sides, lambda p: p.people)
        self.by_excluded: Proposals = _indexed(self.proposals, lambda p: p.excluded)
        self.by_round: Proposals = _indexed(self.proposals, lambda p: (p.round,))
        self.by_id: Found = _indexed(sides, lambda p: (p.id,))
        self.by_phone: Found = _indexed(sides, lambda p: p.contacts.phones or ())
        self.by_account: Found = _indexed(sides, lambda p: p.contacts.accounts or ())
        self.by_address: Found = _indexed(sides, lambda p: p.contacts.addresses or ())


def _indexed(
    sides: Sequence[One], keys: Callable[[One], Iterable[str]]
) -> Mapping[str, tuple[One, ...]]:
    found: defaultdict[str, list[One]] = defaultdict(list)
    for side in sides:
        for key in set(keys(side)):
            found[key].append(side)
    return {key: tuple(those) for key, those in found.items()}


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
