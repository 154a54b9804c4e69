"""A project on its way: an item, its winner with chief and assistant, and a small treasury."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

from django.test import Client

from kechuang.accounts.models import User
from kechuang.accounts.selectors import actor_of
from kechuang.accounts.services import create_account, grant_membership
from kechuang.base.actors import Actor
from kechuang.base.roles import Role
from kechuang.cases.models import Case, ProcedureVersion, Round
from kechuang.engines.flow import Effect
from kechuang.files.services import store_file
from kechuang.ledger.models import TrancheShare
from kechuang.ledger.services import FundPlan, Lifting
from kechuang.ledger.states import Condition, FundSource, GrantMode
from kechuang.parties.models import Party
from kechuang.programmes.models.execution import Contract, Expense, Milestone
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import Grade
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Expert
from kechuang.reviews.states import Topic
from tests.base.registry.cast import TODAY, Person
from tests.journeys.small_region import PASSWORD, party
from tests.rooms.ledger.town import (
    APPROVER,
    AT,
    PREPARER,
    WAN,
    Town,
    confirmed_payee,
    small_treasury,
)

NEGATIVE_LIST = """
id: sample
title: {zh: 示例负面清单, en: Sample list}
version: "1"
valid_from: 2026-01-01
kinds:
  materials: {zh: 材料, en: Materials, words: [试剂]}
  travel: {zh: 差旅, en: Travel, words: [机票]}
items:
  gifts: {zh: 礼品和罚款, en: Gifts and fines, words: [礼品, 罚款], hints: [纪念], basis: 示例}
"""
SIGNED_AT = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
STARTS, ENDS = date(2026, 1, 1), date(2027, 12, 31)
EFFECT = Effect("extend_contract", {})
SHARES = (3_000, 4_000, 3_000)


@dataclass
class Project:
    """A contract with everybody it needs; the clerk prepares, the treasurer decides."""

    town: Town
    contract: Contract
    chief: Person
    assistant: Person
    demander: Person

    @property
    def milestones(self) -> list[Milestone]:
        return list(self.contract.milestones.all())

    def again(self) -> Project:
        """The same project for a test of its own, as the database has it."""
        return replace(self, contract=self.fresh())

    def fresh(self) -> Contract:
        return Contract.objects.get(pk=self.contract.pk)

    def report(self, milestone: Milestone, *, at: datetime = AT) -> None:
        attach(self.chief.actor, milestone, at=at)
        execution.report_milestone(
            by=self.chief.actor, at=at, milestone=milestone, text="样机完成，效率达标"
        )

    def accept(self, milestone: Milestone, *, at: datetime = AT) -> Milestone:
        """Report, score and accept by two people."""
        self.report(milestone, at=at)
        execution.score_milestone(by=PREPARER, at=at, milestone=milestone, score=80, comment="好")
        execution.recommend_milestone(by=PREPARER, at=at, milestone=milestone)
        return execution.accept_milestone(
            by=APPROVER, at=at, milestone=milestone, acceptance="验收〔2026〕1号"
        )

    def receive(self, milestone: Milestone) -> None:
        """The treasury pays what an accepted milestone released."""
        parts = TrancheShare.objects.filter(
            tranche__milestone=milestone, accepted__isnull=False
        ).order_by("pk")
        self.town.paid(list(parts))

    def spend(self, fen: int, **changes: object) -> Expense:
        return execution.enter_expense(
            by=self.assistant.actor, at=AT, contract=self.contract, entry=expense(fen, **changes)
        )

    def judge(self, *, grade: Grade = Grade.GOOD, accepts: bool = True) -> None:
        """The panel's and the demander's opinions."""
        execution.record_panel_opinion(
            by=PREPARER,
            at=AT,
            contract=self.contract,
            seats=panel(),
            grade=grade,
            text="完成约定指标",
            held_on=date(2026, 11, 20),
        )
        execution.give_demander_opinion(
            by=self.demander.actor, at=AT, contract=self.contract, accepts=accepts, text="已试用"
        )


def project(town: Town | None = None, **changes: object) -> Project:
    """A contract in force: 10万元 in three milestones, the first at signing."""
    drafted = drafted_project(town, **changes)
    return in_force(drafted)


def in_force(drafted: Project) -> Project:
    execution.sign_contract(by=drafted.chief.actor, at=SIGNED_AT, contract=drafted.contract)
    drafted.contract = execution.conclude_contract(
        by=APPROVER, at=AT, contract=drafted.contract, lifting=Lifting("另一阶段")
    )
    return drafted


def drafted_project(town: Town | None = None, **changes: object) -> Project:
    """``changes`` go to the award; ``work`` replaces fields of the work plan."""
    winner = changes.pop("winner", None) or party(f"揭榜单位{Party.objects.count()}")
    posed_by = changes.pop("demander", None) or party(f"出题单位{Party.objects.count()}")
    if town is None:
        town = small_treasury(firm=winner)
    elif winner != town.party:
        confirmed_payee(winner)
    number = User.objects.count()
    chief = somebody(f"chief{number}", Role.INSTITUTION, winner)
    assistant = somebody(f"assistant{number}", Role.INSTITUTION, winner)
    speaker = somebody(f"speaker{number}", Role.ENTERPRISE, posed_by)
    work = replace(work_plan(chief, assistant), **changes.pop("work", {}))
    contract = execution.draft_contract(
        by=PREPARER, at=AT, award=award(town, winner, posed_by, **changes), work=work
    )
    return Project(town, contract, chief, assistant, speaker)


def somebody(name: str, role: str, of: Party) -> Person:
    """A person who acts through services only and need not log in."""
    user = create_account(by=PREPARER, at=AT, username=name, full_name=name, password=PASSWORD)
    grant_membership(
        by=PREPARER, at=AT, user=user, role=role, since=date(2020, 1, 1), party_id=of.pk
    )
    return Person(actor_of(user, on=TODAY), Client())


def award(town: Town, winner: Party, posed_by: Party, **changes: object) -> execution.ProjectAward:
    grant = changes.pop("grant", {})
    values = {
        "reference": uuid4().hex,
        "title": "高效电机联合攻关",
        "demander": posed_by,
        "winner": winner,
        "reserved_fen": 10 * WAN,
        "grant": awarded_grant(town, **grant),
        "negative_list": NEGATIVE_LIST,
    }
    return execution.ProjectAward(**{**values, **changes})


def awarded_grant(town: Town, **changes: object) -> execution.AwardedGrant:
    values = {
        "scheme": town.scheme,
        "mode": GrantMode.FRONT,
        "ground": f"揭榜挂帅 {uuid4().hex[:8]}",
        "decision": "示例科发〔2026〕8号",
        "total_fen": 10 * WAN,
        "budget_fen": 25 * WAN,
        "starts_on": STARTS,
        "ends_on": ENDS,
        "funds": (FundPlan(FundSource.CITY, 1, town.line),),
    }
    return execution.AwardedGrant(**{**values, **changes})


def work_plan(chief: Person, assistant: Person) -> execution.WorkPlan:
    return execution.WorkPlan(
        milestones=three_milestones(),
        targets=(
            execution.TargetPlan("效率", Decimal(95), "%"),
            execution.TargetPlan("单价", Decimal(800), "元", is_more_better=False),
        ),
        chief=User.objects.get(pk=chief.actor.account_id),
        assistant=User.objects.get(pk=assistant.actor.account_id),
        route="永磁方案",
        team=(execution.Colleague("李工", "揭榜单位", "结构"),),
    )


def three_milestones(**changes: object) -> tuple[execution.MilestonePlan, ...]:
    conditions = (Condition.CONTRACT, Condition.MILESTONE, Condition.COMPLETION)
    days = (date(2026, 6, 30), date(2026, 10, 31), date(2027, 10, 31))
    return tuple(
        execution.MilestonePlan(
            **{
                "goal": f"阶段{place}",
                "evidence_wanted": "检测报告",
                "due_on": day,
                "share_bp": share,
                "condition": condition,
                "pass_score": 60 if condition == Condition.MILESTONE else 0,
                **changes,
            }
        )
        for place, (condition, day, share) in enumerate(
            zip(conditions, days, SHARES, strict=True), start=1
        )
    )


def attach(by: Actor, milestone: Milestone, *, at: datetime = AT) -> None:
    content = f"报告 {uuid4().hex}".encode()
    file = store_file(by=by, at=at, name="报告.txt", content=content)
    execution.attach_evidence(by=by, at=at, milestone=milestone, file=file, title="检测报告")


def expense(fen: int, **changes: object) -> execution.NewExpense:
    values = {
        "spent_on": date(2026, 11, 1),
        "amount_fen": fen,
        "payee": "示例试剂公司",
        "purpose": "购买试剂",
        "invoice": f"INV{uuid4().hex[:12]}",
        "kind": "materials",
    }
    return execution.NewExpense(**{**values, **changes})


def panel(*units: str) -> list[execution.Seat]:
    named = units or ("外省大学", "外省研究院", "外市检测中心")
    return [
        execution.Seat(panellist(f"专家{place}", unit), 80 + place, is_head=place == 0)
        for place, unit in enumerate(named)
    ]


def panellist(name: str, unit: str) -> Expert:
    """A confirmed expert who works at ``unit``; the same one again where there is one."""
    known = Expert.objects.filter(name=name, posts__unit_name=unit).first()
    return known or _registered(name, unit)


def _registered(name: str, unit: str) -> Expert:
    entry = reviews.NewExpert(
        name=name,
        fields=("520",),
        source="本人填报",
        region_code="310115",
        identity_number=f"ID {name} {unit}",
        is_email_confirmed=True,
    )
    row = reviews.register_expert(by=PREPARER, at=AT, expert=entry)
    reviews.state_about_expert(
        by=PREPARER,
        at=AT,
        expert=row,
        said=[reviews.NewPost(unit_name=unit)],
        source="本人填报",
        as_of=STARTS,
        complete=tuple(Topic),
    )
    return reviews.confirm_expert(by=PREPARER, at=AT, expert=row)


def new_case(number: str = "AJ1") -> Case:
    """A case as its room keeps it; its own course is no matter here."""
    version, _ = ProcedureVersion.objects.get_or_create(
        digest="0" * 64,
        defaults={"procedure_id": "challenge", "version": "1", "title": "揭榜", "entered_at": AT},
    )
    opened = Round.objects.create(code=number.lower(), title="一轮", version=version, opened_at=AT)
    return Case.objects.create(
        number=number,
        title="高效电机",
        round=opened,
        state="executing",
        situation={},
        begun_at=AT,
        updated_at=AT,
    )
