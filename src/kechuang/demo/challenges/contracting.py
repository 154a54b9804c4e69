"""The contracts of approved bids: drafted by the bureau, signed by the chief, concluded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.conf import settings

from kechuang.accounts.models import User
from kechuang.cases.selectors import terms_of
from kechuang.cases.services import name_participant
from kechuang.demo.challenges.acting import OFFICER, TREASURER, fresh, hand_in, player, step, write
from kechuang.demo.challenges.days import at, on
from kechuang.demo.challenges.money import know_payee
from kechuang.demo.challenges.stories import Offer, Story
from kechuang.engines.packfile import text_of
from kechuang.ledger.services import FundPlan
from kechuang.ledger.states import FundSource, GrantMode
from kechuang.programmes.models import Award
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.services import execution

NEGATIVE_LIST = ("national", "negative-lists", "lump-sum.yaml")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
PERCENT_BP = 100


def contract(
    award: Award,
    told: Story,
    offer: Offer,
    stages: Sequence[execution.MilestonePlan],
    days: tuple[str, date],
) -> Contract:
    """A contract in force; ``days``: when it is signed, and until when it runs."""
    signed_on, ends_on = days
    chief = User.objects.get(username=offer.chief)
    work = execution.WorkPlan(
        milestones=tuple(stages),
        targets=tuple(_targets(told, offer)),
        chief=chief,
        assistant=User.objects.get(username=offer.assistant),
        route=offer.route,
        team=(execution.Colleague(offer.leader, award.bid.party.name, "总体方案"),),
    )
    know_payee(award.bid.party, at(f"{signed_on}T08:30"))
    agreed = _handed_over(award, told, signed_on, ends_on)
    row = execution.draft_contract(
        by=player(OFFICER), at=at(f"{signed_on}T09:00"), award=agreed, work=work
    )
    execution.sign_contract(by=player(offer.chief), at=at(f"{signed_on}T14:00"), contract=row)
    return execution.conclude_contract(
        by=player(TREASURER), at=at(f"{signed_on}T16:00"), contract=row
    )


def sign_item(row: Contract, offer: Offer, day: str) -> None:
    """The chief signs the task book in the item's own case, which begins the work."""
    case, chief = row.item.case, player(offer.chief)
    if case is None:
        raise ValueError(row.number)
    user = User.objects.get(username=offer.chief)
    name_participant(by=player(OFFICER), at=at(f"{day}T16:10"), case=case, role="leader", who=user)
    write(chief, at(f"{day}T16:20"), case, "contract", _typed(row))
    lines = [f"{row.number}：{row.title}。双方按里程碑考核，负面清单以外不设科目预算。"]
    hand_in(chief, at(f"{day}T16:30"), case, "task_book", "任务书（军令状）", lines)
    step(chief, at(f"{day}T16:40"), fresh(case), "sign_contract")


def _handed_over(
    award: Award, told: Story, signed_on: str, ends_on: date
) -> execution.ProjectAward:
    """What was chosen and approved, as the contract takes it."""
    item = award.item
    line = item.need.programme.line
    if line is None or item.case.party is None:
        raise ValueError(item.number)
    options = terms_of(item.case.round).settled()
    awards = list(item.awards.all())
    return execution.ProjectAward(
        reference=item.number,
        title=told.title,
        title_en=told.title_en,
        demander=item.case.party,
        winner=award.bid.party,
        reserved_fen=sum(one.grant_fen for one in awards),
        grant=execution.AwardedGrant(
            scheme=line.scheme,
            mode=GrantMode.FRONT,
            ground=f"揭榜挂帅 {item.number}",
            decision=f"云科立示例〔{ends_on.year}〕{award.pk}号",
            total_fen=award.grant_fen,
            budget_fen=award.budget_fen,
            starts_on=on(signed_on),
            ends_on=ends_on,
            funds=(FundPlan(FundSource.CITY, 1, line),),
            reservation=award.reservation,
        ),
        negative_list=text_of(settings.PACKS_FOLDER.joinpath(*NEGATIVE_LIST)),
        terms=execution.ItemTerms(
            lanes=len(awards),
            has_equal_start=options["has_equal_start"] is True,
            stage_gates=int(str(options["stage_gates"])),
            evaluated_after_months=EVALUATED_AFTER_MONTHS,
        ),
        case=item.case,
    )


EVALUATED_AFTER_MONTHS = 3


def _targets(told: Story, offer: Offer) -> list[execution.TargetPlan]:
    return [
        _target(target.indicator, target.present, promised)
        for target, promised in zip(told.targets, offer.promised, strict=True)
    ]


def _target(name: str, present: str, promised: str) -> execution.TargetPlan:
    now, then = NUMBER.search(present), NUMBER.search(promised)
    if now is None or then is None:
        raise ValueError(promised)
    is_more_better = Decimal(then[0]) >= Decimal(now[0])
    unit = promised[then.end() :]
    return execution.TargetPlan(name, Decimal(then[0]), unit, is_more_better)


def _typed(row: Contract) -> dict[str, object]:
    return {
        "technical_chief": {"name": str(row.chief)},
        "finance_assistant": {"name": str(row.assistant)},
        "grant": f"{row.grant_fen // 100}元",
        "ends_on": row.ends_on.isoformat(),
        "milestones": [
            {
                "due_on": each.due_on.isoformat(),
                "goal": each.goal,
                "share": str(each.share_bp // PERCENT_BP),
            }
            for each in row.milestones.all()
        ],
    }
