"""A round of the shipped challenge packs, played by people of the town on given days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from kechuang.base.actors import Actor, system_actor
from kechuang.base.roles import Role
from kechuang.cases import connections
from kechuang.cases.models import Case, ProcedureVersion, Round, Seal
from kechuang.cases.selectors import course_of, draft_digest, procedure_of, terms_of
from kechuang.cases.services import (
    attach_document,
    attach_file,
    begin_case,
    enter_procedure,
    open_round,
    run_clocks,
    save_draft,
    seal_case,
    take_step,
)
from kechuang.engines.flow import Reference, fill
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.parties.models import Party
from tests.base.registry.cast import person
from tests.engines.flow.playing import PROCEDURES

SHANGHAI = ZoneInfo("Asia/Shanghai")
GRACE = timedelta(minutes=2)
CITY = system_actor("scene")
NEED = {
    "is_legal_person": True, "is_local": True, "no_rd_two_years": False, "ordinary_purchase": False,
    "demander_unit": {"code": "91X", "name": "甲公司"}, "topic": "高温传感器",
    "list_class": "enterprise",
    "targets": [{"indicator": "温度", "present": "600", "wanted": "900", "proof": "第三方检测"}],
    "years": "2", "budget": "500", "own_funds": "350", "rd_last_year": "800",
    "contact": {"name": "张三"}, "is_consortium": False,
}  # fmt: skip
BID = {
    "declares_affiliation": False, "lead_unit": {"name": "乙大学"},
    "project_leader": {"name": "李四"}, "bids_with_partners": False, "bid_budget": "450",
    "grant_asked": "150", "months": "18",
    "answers": [{"target": "温度", "promised": "950", "means": "薄膜"}],
}  # fmt: skip
GOOD_FACTS = {
    "listable_points": 75, "is_duplicate": False, "bid_count": 3, "unchecked_count": 0,
    "eligible_count": 2, "fewest_reports": 3, "affiliation_found": False, "dishonesty_found": False,
    "leads_elsewhere": False, "funding_ratio_met": True, "gates_passed": 1, "listed_expense": 0,
    "extensions_taken": 0, "contracts_in_force": True, "has_local_host": True,
    "winner": Reference("92Y", "乙大学"),
}  # fmt: skip


def at(instant: str) -> datetime:
    """``2026-03-02T09:00`` in Shanghai."""
    return datetime.fromisoformat(instant).replace(tzinfo=SHANGHAI)


BEGUN = at("2026-03-02T09:00")


class Facts(dict[str, Any]):
    """What a room above knows about every case; a test changes it as the days go by."""

    def __call__(self, case: Case, when: datetime) -> Mapping[str, Any]:
        declared = procedure_of(case.round.version).facts
        return {name: value for name, value in self.items() if name in declared}


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch) -> Facts:
    return good_facts(monkeypatch)


def good_facts(patch: pytest.MonkeyPatch) -> Facts:
    """What the rooms above know, until ``patch`` is undone."""
    patch.setattr(connections, "_CONNECTED", {})
    known = Facts(GOOD_FACTS)
    for name in ("challenge", "challenge-bid"):
        connections.provide_facts(name, known)
    return known


def version_of(name: str = "challenge") -> ProcedureVersion:
    return enter_procedure(by=CITY, at=BEGUN, content=PROCEDURES[name].source)


def opened(name: str = "challenge", code: str = "", **options: Any) -> Round:
    return open_round(
        by=CITY,
        at=BEGUN,
        code=code or name,
        title="云澜市2026年第一批",
        version=version_of(name),
        options=options,
    )


def paper(by: Actor, name: str = "承诺书.txt", when: datetime = BEGUN) -> StoredFile:
    content = b"%PDF-1.7 " + uuid4().bytes.hex().encode()
    return store_file(by=by, at=when, name=name, content=content)


def values_of(case: Case, form: str, typed: Mapping[str, object]) -> dict[str, Any]:
    terms = terms_of(case.round)
    filled = fill(terms.procedure.forms[form], typed, terms.inquiry({}))
    assert not filled.problems, filled.problems
    return filled.values


def need(of: Actor, party: Party | None, of_round: Round, title: str = "高温传感器") -> Case:
    """A need with everything that its first step asks for."""
    case = begin_case(by=of, at=BEGUN, round=of_round, title=title, party=party)
    values = values_of(case, "need", NEED)
    save_draft(by=of, at=BEGUN, case=case, revision=0, values=values)
    attach_document(by=of, at=BEGUN, case=case, document="need_commitment", file=paper(of))
    return fresh(case)


def bid(of: Actor, party: Party | None, of_round: Round, title: str = "揭榜方案") -> Case:
    """A bid with everything that sealing asks for."""
    case = begin_case(by=of, at=BEGUN, round=of_round, title=title, party=party)
    values = values_of(case, "bid", BID)
    save_draft(by=of, at=BEGUN, case=case, revision=0, values=values)
    attach_file(by=of, at=BEGUN, case=case, field="plan_file", file=paper(of, "plan.pdf"))
    attach_document(by=of, at=BEGUN, case=case, document="bid_commitment", file=paper(of))
    return fresh(case)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def do(case: Case, event: str, by: Actor, when: str, **values: Any) -> Case:
    """``event`` taken by ``by``, with a reason."""
    take_step(
        by=by, at=at(when), case=case, event=event, reason="见审查记录", values=values or None
    )
    return fresh(case)


def hand_in(case: Case, document: str, by: Actor, when: str) -> Case:
    file = paper(by, when=at(when))
    attach_document(by=by, at=at(when), case=case, document=document, file=file)
    return fresh(case)


def sealed(case: Case, by: Actor, when: str, **given: Any) -> Seal:
    form = "bid" if "bid" in procedure_of(case.round.version).forms else "need"
    request = {"key": uuid4(), "digest": draft_digest(fresh(case), form), "received_at": at(when)}
    return seal_case(by=by, at=at(when), case=case, **request | given)


def wait(case: Case, when: str) -> Case:
    """The clocks run a moment after ``when``: the grace for seals on their way is over."""
    report = run_clocks(at=at(when) + GRACE)
    assert not report.failures, report.failures
    return fresh(case)


def situation(case: Case, when: datetime = BEGUN) -> Any:
    return course_of(fresh(case), when).situation


def bureau(name: str, district: str = "") -> Actor:
    return person(name, Role.BUREAU, district=district).actor


def publicised(demander: Actor, party: Party, officer: Actor) -> Case:
    """A need on its way to publicity on 12 May."""
    case = need(demander, party, opened())
    case = do(case, "file_need", demander, "2026-03-02T10:00")
    case = do(case, "list_need", officer, "2026-03-10T10:00")
    case = do(case, "publish", officer, "2026-03-11T10:00", bids_open_on=at("2026-03-16").date())
    case = wait(case, "2026-03-16T09:00")
    case = do(wait(case, "2026-04-15T17:00"), "unseal", officer, "2026-04-16T09:00")
    case = do(case, "finish_check", officer, "2026-04-20T09:00")
    case = hand_in(case, "review_record", officer, "2026-05-08T08:00")
    case = do(case, "close_review", officer, "2026-05-08T09:00")
    case = do(case, "choose", demander, "2026-05-11T09:00")
    return do(case, "propose", officer, "2026-05-12T09:00")
