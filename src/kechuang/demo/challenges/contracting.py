"""The contracts of approved bids: drafted by the bureau, signed by the chief, concluded."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.accounts.models import User
from kechuang.demo.challenges.acting import OFFICER, TREASURER, fresh, hand_in, player, step
from kechuang.demo.challenges.days import at
from kechuang.demo.challenges.money import know_payee
from kechuang.demo.challenges.stories import Offer
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Award
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.services import execution


def contract(
    award: Award, offer: Offer, stages: Sequence[execution.MilestonePlan], day: str
) -> Contract:
    """A contract in force, drafted and signed on ``day``."""
    terms = programmes.NewTerms(
        chief=User.objects.get(username=offer.chief),
        assistant=User.objects.get(username=offer.assistant),
        team=(execution.Colleague(offer.leader, award.bid.party.name, "总体方案"),),
        milestones=tuple(stages),
    )
    know_payee(award.bid.party, at(f"{day}T08:30"))
    row = programmes.draft_awarded_contract(
        by=player(OFFICER), at=at(f"{day}T09:00"), award=award, terms=terms
    )
    execution.sign_contract(by=player(offer.chief), at=at(f"{day}T14:00"), contract=row)
    return execution.conclude_contract(by=player(TREASURER), at=at(f"{day}T16:00"), contract=row)


def sign_item(row: Contract, offer: Offer, day: str) -> None:
    """The chief signs the task book in the item's own case, which begins the work."""
    case, chief = row.item.case, player(offer.chief)
    if case is None:
        raise ValueError(row.number)
    lines = [f"{row.number}：{row.title}。双方按里程碑考核，负面清单以外不设科目预算。"]
    hand_in(chief, at(f"{day}T16:30"), case, "task_book", "任务书（军令状）", lines)
    step(chief, at(f"{day}T16:40"), fresh(case), "sign_contract")
