"""Why an expert must not judge a stage: by the rules of the reviews, for every lane of the race."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kechuang.accounts.selectors import actor_of
from kechuang.base.errors import Text
from kechuang.programmes.models import BidSubmission
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.powers_of_execution import takes_part
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.reviews.models import Expert, Submission
from kechuang.reviews.selectors.facts import Matter, matter_conflicts, submission_conflicts

TAKES_PART = Text(
    "本人参与该项目，或所在单位是参与单位", "belongs to a party or team of the project"
)


@dataclass(frozen=True)
class Stake:
    """All who win or lose by a stage, and as what they were reviewed: asked once, whoever is
    invited."""

    rivals: tuple[Contract, ...]
    matter: Matter
    reviewed: tuple[Submission, ...]


def stake_in(stage: Stage, on: date) -> Stake:
    """As it stands on the day of the invitation."""
    rivals = tuple(stage.rivals)
    reviewed = tuple(one for contract in rivals for one in _reviewed_as(contract))
    return Stake(rivals, _matter(rivals, on), reviewed)


def stage_conflicts(stake: Stake, expert: Expert) -> tuple[Text, ...]:
    """Every reason, once; empty where the expert may be asked."""
    return tuple(dict.fromkeys(_conflicts(stake, expert)))


def _conflicts(stake: Stake, expert: Expert) -> Iterator[Text]:
    on = stake.matter.on
    acting = actor_of(expert.account, on=on) if expert.account else None
    if acting and any(takes_part(acting, rival) for rival in stake.rivals):
        yield TAKES_PART
    yield from matter_conflicts(expert, stake.matter)
    for submission in stake.reviewed:
        yield from submission_conflicts(expert, submission, on)


def _matter(rivals: tuple[Contract, ...], on: date) -> Matter:
    """The winners, their consortia and the demander, with those who hold a post."""
    parties = {pk for one in rivals for pk in (one.party_id, one.item.demander_id)}
    members = (one.consortium.values_list("party", flat=True) for one in rivals)
    holders = (user for one in rivals for user in (one.chief, one.assistant))
    return Matter(
        party_ids=frozenset(parties.union(*members)),
        people=tuple(dict.fromkeys(str(user) for user in holders if user)),
        on=on,
    )


def _reviewed_as(contract: Contract) -> list[Submission]:
    won = BidSubmission.objects.filter(
        bid__award__item__number=contract.item.reference, bid__award__lane=contract.lane
    )
    return [row.submission for row in won.select_related("submission")]
