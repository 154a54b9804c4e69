"""Why an expert must not judge a stage: by the rules of the reviews, for every lane of the race."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kechuang.accounts.selectors import actor_of
from kechuang.base.errors import Text
from kechuang.programmes.models import BidSubmission
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.powers_of_execution import takes_part
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.reviews.models import Expert
from kechuang.reviews.selectors.facts import Matter, matter_conflicts, submission_conflicts

TAKES_PART = Text(
    "本人参与该项目，或所在单位是参与单位", "belongs to a party or team of the project"
)


def stage_conflicts(stage: Stage, expert: Expert, on: date) -> tuple[Text, ...]:
    """Every reason, once; empty where the expert may be asked."""
    found = (why for contract in stage.rivals for why in _conflicts(contract, expert, on))
    return tuple(dict.fromkeys(found))


def _conflicts(contract: Contract, expert: Expert, on: date) -> Iterator[Text]:
    if expert.account and takes_part(actor_of(expert.account, on=on), contract):
        yield TAKES_PART
    yield from matter_conflicts(expert, _matter(contract, on))
    for row in _reviewed_as(contract):
        yield from submission_conflicts(expert, row.submission, on)


def _matter(contract: Contract, on: date) -> Matter:
    """The winner, its consortium and the demander, with those who hold a post."""
    members = contract.consortium.values_list("party", flat=True)
    holders = (contract.chief, contract.assistant)
    return Matter(
        party_ids=frozenset({contract.party_id, contract.item.demander_id, *members}),
        people=tuple(str(user) for user in holders if user),
        on=on,
    )


def _reviewed_as(contract: Contract) -> list[BidSubmission]:
    won = BidSubmission.objects.filter(
        bid__award__item__number=contract.item.reference, bid__award__lane=contract.lane
    )
    return list(won.select_related("submission"))
