"""Why an expert must not judge a stage or an acceptance: by the rules of the reviews, for every
lane of the race."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kechuang.accounts.selectors import actor_of
from kechuang.base.errors import Text
from kechuang.programmes.models import BidSubmission
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.powers_of_execution import takes_part
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.reviews.models import Expert, Submission
from kechuang.reviews.selectors.facts import Ground, Matter, matter_conflicts, submission_conflicts

TAKES_PART = Ground(
    Text("本人参与该项目，或所在单位是参与单位", "belongs to a party or team of the project"),
    "任务书与平台账号 contract and roles of the account",
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
    return _stake_of(stage.rivals, on)


def stake_at_acceptance(contract: Contract, on: date) -> Stake:
    """Who wins or loses by the acceptance of ``contract``: its own side, and of a race every
    lane."""
    lanes = contract.item.contracts.in_play().exclude(pk=contract.pk)
    return _stake_of([contract, *lanes.order_by("lane")], on)


def stage_conflicts(stake: Stake, expert: Expert) -> tuple[Ground, ...]:
    """Every reason, once; empty where the expert may be asked."""
    return tuple(dict.fromkeys(_conflicts(stake, expert)))


def _stake_of(contracts: Iterable[Contract], on: date) -> Stake:
    rivals = tuple(contracts)
    reviewed = tuple(one for contract in rivals for one in _reviewed_as(contract))
    return Stake(rivals, _matter(rivals, on), reviewed)


def _conflicts(stake: Stake, expert: Expert) -> Iterator[Ground]:
    on = stake.matter.on
    acting = actor_of(expert.account, on=on) if expert.account else None
    if acting and any(takes_part(acting, rival) for rival in stake.rivals):
        yield TAKES_PART
    yield from matter_conflicts(expert, stake.matter)
    for submission in stake.reviewed:
        yield from submission_conflicts(expert, submission, on)


def _matter(rivals: tuple[Contract, ...], on: date) -> Matter:
    """The winners, their consortia and the demander, with those who hold a post or ever
    were of the team."""
    parties = {pk for one in rivals for pk in (one.party_id, one.item.demander_id)}
    members = (one.consortium.values_list("party", flat=True) for one in rivals)
    holders = [str(user) for one in rivals for user in (one.chief, one.assistant) if user]
    team = (one.team.values_list("name", flat=True) for one in rivals)
    people = [*holders, *(name for names in team for name in names)]
    return Matter(
        party_ids=frozenset(parties.union(*members)),
        people=tuple(dict.fromkeys(people)),
        on=on,
    )


def _reviewed_as(contract: Contract) -> list[Submission]:
    won = BidSubmission.objects.filter(
        bid__award__item__number=contract.item.reference, bid__award__lane=contract.lane
    )
    return [row.submission for row in won.select_related("submission")]
