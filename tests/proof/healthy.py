"""A healthy database with at least one of everything: the small region, and what people did."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kechuang.accounts.models import Membership, User
from kechuang.accounts.services import end_membership, grant_membership, open_department
from kechuang.base.roles import Role
from kechuang.base.sheets.writing import write_csv
from kechuang.demands.services import submit_demand
from kechuang.files.services import store_file
from kechuang.intake.models import ImportJob
from kechuang.intake.services import (
    Sending,
    check_import,
    confirm_import,
    discard_import,
    map_columns,
    upload_table,
)
from kechuang.matching.models import Match
from kechuang.matching.services import decide_match
from kechuang.outcomes.services import verify_outcome
from kechuang.parties.services import NewParty, NewRelation, register_parties, relate_parties
from tests.journeys.small_region import SYSTEM, Region, build_region
from tests.proof.healthy_appeals import build_appeals
from tests.proof.healthy_cases import build_cases
from tests.proof.healthy_execution import build_execution
from tests.proof.healthy_money import build_money
from tests.proof.healthy_offers import build_offers
from tests.proof.healthy_points import build_points
from tests.proof.healthy_programmes import build_programmes
from tests.proof.healthy_reviews import build_reviews

LATER = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 22)
OUTCOMES = [["a", "甲材料", "甲大学 60%；乙公司 40%"], ["b", "", ""], ["", "", ""]]


def build_healthy() -> Region:
    """The region after a day's work."""
    region = build_region()
    _change_roles(region)
    _relate(region)
    _import_tables()
    _decide(region)
    submit_demand(by=region.people["enterprise"].actor, at=LATER, demand=region.demands["draft"])
    verify_outcome(by=SYSTEM, at=LATER, outcome=region.outcomes["registered"])
    store_file(by=SYSTEM, at=LATER, name="说明.txt", content="说明".encode())
    money = build_money(region.mine)
    build_cases(region)
    build_offers(region)
    build_reviews()
    build_points(region)
    build_appeals(region)
    build_execution(money)
    build_programmes(money)
    return region


def _change_roles(region: Region) -> None:
    """The expert becomes a clerk, and a clerk after that an auditor."""
    open_department(by=SYSTEM, at=LATER, code="policy", name="政策处", name_en="Policy")
    clerk = User.objects.get(username="clara")
    role = Membership.objects.get(user=clerk)
    end_membership(by=SYSTEM, at=LATER, on=TODAY, membership=role, reason="调任")
    for role in (Role.AUDITOR, Role.EXPERT):
        grant_membership(by=SYSTEM, at=LATER, user=clerk, role=role, since=TOMORROW)
    coming = Membership.objects.get(user=clerk, role=Role.EXPERT)
    end_membership(by=SYSTEM, at=LATER, on=TODAY, membership=coming, reason="误授")


def _relate(region: Region) -> None:
    mine, near, strange = (p.credit_code for p in (region.mine, region.near, region.strange))
    kinds = ((mine, near, "parent"), (near, strange, "parent"), (mine, strange, "shareholder"))
    relations = [NewRelation(party, subject, kind, 5_000) for party, subject, kind in kinds]
    relate_parties(by=SYSTEM, at=LATER, relations=relations)
    renamed = NewParty(strange, "星桥智能装备公司", "enterprise", region.strange.region_code)
    register_parties(by=SYSTEM, at=LATER, parties=[renamed])


def _import_tables() -> None:
    confirm_import(by=SYSTEM, at=LATER, job=_checked())
    _checked(["c", "丙材料", "甲大学 60%"])
    discard_import(by=SYSTEM, at=LATER, job=_checked(["d", "丁材料", "甲大学"]))


def _checked(*more: list[str]) -> ImportJob:
    content = write_csv(header=["编号", "成果名称", "权利人"], rows=[*OUTCOMES, *more])
    job = upload_table(by=SYSTEM, at=LATER, sending=Sending("outcomes", "成果.csv", content))
    job = map_columns(by=SYSTEM, at=LATER, job=job, mapping=job.mapping)
    return check_import(by=SYSTEM, at=LATER, job=job)


def _decide(region: Region) -> None:
    first, second = Match.objects.filter(demand=region.demands["open"]).order_by("rank")[:2]
    decide_match(by=SYSTEM, at=LATER, match=first, decision="accepted")
    decide_match(by=SYSTEM, at=LATER, match=second, decision="declined", reason="价格过高")
