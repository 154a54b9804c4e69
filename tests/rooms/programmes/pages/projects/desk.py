"""A running project with everybody at the desk: one thing to be done of every kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kechuang.accounts.models import User
from kechuang.base.roles import Role
from kechuang.programmes.models.execution import (
    ChangeRequest,
    Contract,
    Expense,
    Gate,
    IntegrityRecord,
)
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import Cause, IntegrityKind
from kechuang.reviews.models import Expert
from kechuang.reviews.selectors import numbered
from tests.base.registry.cast import LAKE_DISTRICT, Person, person
from tests.rooms.ledger.town import AT, PREPARER
from tests.rooms.programmes.execution.judges import judge
from tests.rooms.programmes.execution.project import Project, panel, project
from tests.rooms.programmes.execution.race import Race, race

READERS = ("chief", "assistant", "demander", "clerk", "treasurer", "auditor", "district_clerk")
REASON = {"reason": "情况属实"}
SCORE = {"score": "80", "comment": "达标"}


@dataclass
class Desk:
    """``people`` by what they are; each has a browser that is logged in."""

    project: Project
    people: dict[str, Person] = field(default_factory=dict)

    def again(self) -> Desk:
        """The same desk for a test of its own, as the database has it."""
        return replace(self, project=replace(self.project, contract=self.contract))

    @property
    def contract(self) -> Contract:
        return self.project.fresh()

    @property
    def number(self) -> str:
        return self.project.contract.number

    def client(self, who: str) -> Client:
        return self.people[who].client

    def get(self, who: str, name: str, **ids: object) -> HttpResponse:
        return self.client(who).get(self.url(name, **ids))

    def post(self, who: str, name: str, content: Mapping[str, Any], **ids: object) -> HttpResponse:
        return self.client(who).post(self.url(name, **ids), content)

    def page(self, who: str, name: str, **ids: object) -> str:
        return self.get(who, name, **ids).content.decode()

    def url(self, name: str, **ids: object) -> str:
        return reverse(f"programmes:{name}", kwargs={"number": self.number, **ids})


def office() -> dict[str, Person]:
    """The bureau's clerks, the treasurer, the auditor, an expert."""
    return {
        "clerk": person("clerk", Role.BUREAU),
        "second_clerk": person("second_clerk", Role.BUREAU),
        "district_clerk": person("district_clerk", Role.BUREAU, district=LAKE_DISTRICT),
        "treasurer": person("treasurer", Role.TREASURER),
        "second_treasurer": person("second_treasurer", Role.TREASURER),
        "auditor": person("auditor", Role.AUDITOR),
        "expert": person("expert", Role.EXPERT),
        "anonymous": Person(PREPARER, Client()),
    }


def desk_of(begun: Project) -> Desk:
    return Desk(begun, {**office(), **team_of(begun)})


def team_of(begun: Project) -> dict[str, Person]:
    return {name: logged_in(getattr(begun, name)) for name in ("chief", "assistant", "demander")}


def logged_in(known: Person) -> Person:
    known.client.force_login(User.objects.get(pk=known.actor.account_id))
    return known


def paid_desk() -> Desk:
    """The first tranche was received."""
    begun = project()
    begun.receive(begun.accept(begun.milestones[0]))
    return desk_of(begun)


@dataclass
class Everything:
    """A desk with something for every act, and the ids that its address asks for."""

    desk: Desk
    race: Race
    gate: Gate
    ids: dict[str, dict[str, object]]

    def url(self, name: str) -> str:
        return reverse(f"programmes:{name}", kwargs=self.ids[name])


def everything(desk: Desk) -> Everything:
    run = race(desk.project.town)
    gate = run.gate()
    return Everything(desk, run, gate, ids_of(desk.project, run, gate))


def ids_of(begun: Project, run: Race, gate: Gate) -> dict[str, dict[str, object]]:
    """For each act the ids of something that it can be tried on."""
    one: dict[str, object] = {"number": begun.contract.number}
    at_gate: dict[str, object] = {"pk": gate.pk}
    milestone: dict[str, object] = {**one, "position": 2}
    change: dict[str, object] = {**one, "pk": _asked(begun).pk}
    doubtful: dict[str, object] = {**one, "pk": begun.spend(100, purpose="制作纪念册").pk}
    execution.propose_termination(
        by=PREPARER, at=AT, contract=begun.contract, cause=Cause.MISCONDUCT, reason="停止研发"
    )
    return {
        **dict.fromkeys(PROJECT_ACTS, one),
        **dict.fromkeys(MILESTONE_ACTS, milestone),
        **{name: {**one, "position": 1} for name in REPORT_ACTS},
        "ask_change": {**one, "kind": "route"},
        **dict.fromkeys(CHANGE_ACTS, change),
        **dict.fromkeys(DOUBT_ACTS, doubtful),
        "record_repayment": {**one, "pk": _listed(begun).pk},
        "file_appeal": {**one, "pk": _recorded(begun).pk},
        "decide_appeal": {**one, "pk": _appealed(begun).pk},
        "open_gate": {"pk": run.item.pk},
        **dict.fromkeys(GATE_ACTS, at_gate),
        "score_lane": {**at_gate, "lane": 1},
    }


def _asked(begun: Project) -> ChangeRequest:
    return execution.ask_change(
        by=begun.chief.actor,
        at=AT,
        contract=begun.contract,
        change=execution.NewTarget("效率", Decimal(90)),
        reason="材料受限",
    )


def _listed(begun: Project) -> Expense:
    entered = begun.spend(200)
    return execution.find_listed(by=PREPARER, at=AT, expense=entered, item="gifts", reason="礼品")


def _recorded(begun: Project) -> IntegrityRecord:
    return execution.record_integrity(by=PREPARER, at=AT, entry=dishonesty(begun.contract))


def _appealed(begun: Project) -> IntegrityRecord:
    record = _recorded(begun)
    execution.file_appeal(by=begun.chief.actor, at=AT, entry=record, reason="与事实不符")
    return record


def dishonesty(contract: Contract) -> execution.NewRecord:
    return execution.NewRecord(
        party=contract.party,
        kind=IntegrityKind.DISHONEST,
        fact="虚报进度",
        source="示例处〔2026〕3号",
        found_on=date(2026, 11, 1),
        expires_on=date(2029, 11, 1),
        contract=contract,
    )


PROJECT_ACTS = (
    "sign_contract",
    "withdraw_contract",
    "conclude_contract",
    "enter_expense",
    "import_expenses",
    "record_panel_opinion",
    "give_demander_opinion",
    "record_evaluation",
    "record_follow_up",
    "propose_termination",
    "confirm_termination",
    "decline_termination",
    "make_exemption_file",
    "record_integrity",
)
MILESTONE_ACTS = (
    "attach_evidence",
    "report_milestone",
    "score_milestone",
    "recommend_milestone",
    "accept_milestone",
    "order_rectification",
)
REPORT_ACTS = ("invite_to_milestone", "end_milestone_scoring")
CHANGE_ACTS = ("consent_to_change", "make_change", "refuse_change")
DOUBT_ACTS = ("attach_voucher", "clear_expense", "reject_expense", "cancel_expense", "find_listed")
GATE_ACTS = (
    "invite_to_gate",
    "end_gate_scoring",
    "propose_gate",
    "return_gate",
    "close_gate",
)

TABLE = "支出日期,金额（元）,收款方,用途,发票号码\n2026-11-01,100,甲公司,试剂,A1\n"


def upload(name: str = "报告.txt", content: str = "检测合格") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode())


def spending(**changes: str) -> dict[str, str]:
    values = {
        "spent_on": "2026-11-01",
        "amount_fen": "3000",
        "payee": "示例试剂公司",
        "purpose": "购买试剂",
        "invoice": "INV001",
    }
    return {**values, **changes}


def panel_typed(seats: Sequence[execution.Seat], head: str = "1") -> dict[str, str]:
    """The form of the acceptance panel, a row for each seat."""
    rows = enumerate(seats, start=1)
    typed = {
        key: str(told)
        for place, seat in rows
        for key, told in (
            (f"expert_{place}", numbered(seat.expert)),
            (f"score_{place}", seat.score),
        )
    }
    words = {"grade": "good", "text": "完成指标", "held_on": "2026-11-20"}
    return {**typed, **words, "head": head}


def experts() -> dict[str, Any]:
    """One expert of the register whom nobody asked yet."""
    return {"experts": [str(judge(f"待邀专家{Expert.objects.count()}").row.pk)]}


CONTENT: dict[str, Callable[[], dict[str, Any]]] = {
    **dict.fromkeys(
        (
            "sign_contract",
            "conclude_contract",
            "recommend_milestone",
            "consent_to_change",
            "make_exemption_file",
            "propose_gate",
            "close_gate",
            "end_gate_scoring",
            "end_milestone_scoring",
        ),
        dict,
    ),
    **dict.fromkeys(
        (
            "withdraw_contract",
            "make_change",
            "refuse_change",
            "clear_expense",
            "reject_expense",
            "cancel_expense",
            "record_repayment",
            "confirm_termination",
            "decline_termination",
            "file_appeal",
            "return_gate",
        ),
        lambda: REASON,
    ),
    "attach_evidence": lambda: {"file": upload(), "title": "检测报告"},
    "report_milestone": lambda: {"text": "样机完成"},
    "score_milestone": lambda: SCORE,
    "score_lane": lambda: SCORE,
    "invite_to_gate": experts,
    "invite_to_milestone": experts,
    "accept_milestone": lambda: {"acceptance": "验收〔2026〕1号"},
    "order_rectification": lambda: {"reason": "补充检测", "due_on": "2026-12-20"},
    "ask_change": lambda: {"text": "改用软磁方案", **REASON},
    "enter_expense": spending,
    "import_expenses": lambda: {"file": upload("支出.csv", TABLE)},
    "attach_voucher": lambda: {"file": upload("发票.txt")},
    "find_listed": lambda: {"item": "gifts", **REASON},
    "record_panel_opinion": lambda: panel_typed(panel()),
    "give_demander_opinion": lambda: {"accepts": "yes", "text": "已试用"},
    "record_evaluation": lambda: {"grade": "good", "score": "85", "findings": "转化良好"},
    "record_follow_up": lambda: {"year": "2026", "kind": "contract", "title": "技术许可"},
    "propose_termination": lambda: {"cause": "misconduct", **REASON},
    "record_integrity": lambda: {
        "party": "",
        "kind": "dishonest",
        "fact": "虚报",
        "source": "文号",
        "found_on": "2026-11-01",
        "expires_on": "2029-11-01",
    },
    "decide_appeal": lambda: {"is_upheld": "yes", **REASON},
    "open_gate": lambda: {
        "number": "2",
        "due_on": "2026-11-20",
        "floor": "60",
        "held_from": "50",
        "kept": "0",
        "hold_backs_allowed": "1",
        "reports_wanted": "3",
    },
}
