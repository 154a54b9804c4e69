"""An approved bid becomes a contract, and nobody types what is known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoDbBlocker

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.cases.models import Case
from kechuang.engines.flow import Reference
from kechuang.ledger.models import Grant, Transfer, Voucher
from kechuang.ledger.origins import origins_of
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Award, ListedItem
from kechuang.programmes.selectors.contents import typed_so_far
from kechuang.programmes.selectors.execution.uncontracted import uncontracted_awards
from kechuang.programmes.services import execution
from kechuang.programmes.services.contracting import planned_milestones
from kechuang.programmes.states import CheckKind
from tests.base.registry.cast import person
from tests.cast import Person
from tests.rooms.cases.scene import do, hand_in
from tests.rooms.ledger.town import PREPARER, WAN
from tests.rooms.programmes.contracting import DRAFTED, drafted, in_force
from tests.rooms.programmes.keeping import lasting
from tests.rooms.programmes.scene import Scene, fill_in, item_again, scene

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_award(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> tuple[Scene, ListedItem]:
    with lasting(django_db_blocker):
        town = scene()
        yield town, town.approved()[0]


@pytest.fixture
def town(kept_award: tuple[Scene, ListedItem]) -> Scene:
    return kept_award[0].again()


@pytest.fixture
def item(kept_award: tuple[Scene, ListedItem]) -> ListedItem:
    """Approved, and to be contracted."""
    return item_again(kept_award[1])


@pytest.fixture
def award(item: ListedItem) -> Award:
    return item.awards.get()


def test_parties_money_and_terms_are_those_of_the_award(town: Scene, award: Award) -> None:
    contract = drafted(town, award).contract

    assert (contract.party, contract.item.demander) == (award.bid.party, town.unit)
    assert (contract.grant_fen, contract.budget_fen) == (300 * WAN, 1200 * WAN)
    assert contract.reservation == award.reservation
    assert contract.item.reference == award.item.number
    assert contract.item.reserved_fen == 300 * WAN
    assert (contract.item.case, contract.case) == (award.item.case, award.item.case)
    assert (contract.starts_on, contract.ends_on) == (date(2026, 5, 20), date(2027, 11, 20))
    assert contract.decision.startswith("云科函〔2026〕")
    assert contract.title == "高温薄膜传感器"


def test_milestones_follow_the_round(town: Scene, award: Award) -> None:
    milestones = drafted(town, award).milestones

    assert [(each.condition, each.share_bp) for each in milestones] == [
        ("contract", 6_000), ("milestone", 0), ("completion", 4_000),
    ]  # fmt: skip
    assert milestones[1].evidence_wanted == "第三方检测"


def test_targets_and_route_are_what_the_bid_promised(town: Scene, award: Award) -> None:
    contract = drafted(town, award).contract

    (target,) = contract.targets.all()
    assert (target.name, target.agreed, target.is_more_better) == ("温度", Decimal(950), True)
    assert contract.route == "温度：薄膜"


def test_the_form_that_the_chief_signs_is_filled_in(town: Scene, award: Award) -> None:
    project = drafted(town, award)

    typed = typed_so_far(item_again(award.item).case)
    assert typed["technical_chief"] == Reference("", f"chief of {award.bid.party.name}")
    assert (typed["grant"], typed["ends_on"]) == (300 * WAN, date(2027, 11, 20))
    assert [row["share"] for row in typed["milestones"]] == [60, 0, 40]
    assert project.contract.state == "drafted"


def test_milestones_that_were_typed_into_the_item_are_taken(town: Scene, award: Award) -> None:
    rows = [
        ("2026-06-01", "启动", "60"),
        ("2027-01-31", "样机", "20"),
        ("2027-10-31", "交付", "20"),
    ]
    typed = {
        "technical_chief": {"name": "总师"}, "finance_assistant": {"name": "助理"}, "grant": "300",
        "ends_on": "2027-11-20",
        "milestones": [{"due_on": day, "goal": goal, "share": share} for day, goal, share in rows],
    }  # fmt: skip
    chief = town.bidders[1][0].actor
    fill_in(award.item.case, "contract", typed, chief)

    planned = planned_milestones(Award.objects.get(pk=award.pk))

    assert [(each.goal, each.condition, each.share_bp) for each in planned] == [
        ("启动", "contract", 6_000), ("样机", "milestone", 2_000), ("交付", "completion", 2_000),
    ]  # fmt: skip


def test_the_held_money_becomes_the_promise(town: Scene, award: Award) -> None:
    line = town.programme.line
    project = in_force(drafted(town, award))

    line.account.refresh_from_db()
    assert project.contract.grant.total_fen == 300 * WAN
    assert line.account.free_fen == (5_000 - 300) * WAN
    assert Transfer.objects.filter(pending=award.reservation, phase="void").exists()


def test_an_award_is_contracted_once(town: Scene, award: Award) -> None:
    drafted(town, award)

    with pytest.raises(WrongState, match="已有任务书"):
        programmes.draft_awarded_contract(
            by=PREPARER, at=DRAFTED, award=award, terms=_of_the_first(award)
        )


def test_a_withdrawn_draft_is_drafted_again_from_the_same_award(town: Scene, award: Award) -> None:
    first = drafted(town, award).contract
    execution.withdraw_contract(by=PREPARER, at=DRAFTED, contract=first, reason="助理另有任用")
    terms = programmes.NewTerms(chief=first.chief, assistant=first.assistant)

    again = programmes.draft_awarded_contract(by=PREPARER, at=DRAFTED, award=award, terms=terms)

    assert (again.lane, again.reservation) == (first.lane, award.reservation)
    assert list(uncontracted_awards()) == []


def test_the_item_is_under_way_only_with_its_contract_in_force(town: Scene, award: Award) -> None:
    chief = town.bidders[1][0].actor
    with pytest.raises(WrongState, match="任务书须先由揭榜方签订、经复核生效"):
        do(award.item.case, "sign_contract", chief, "2026-05-28T09:00")
    project = drafted(town, award)
    hand_in(award.item.case, "task_book", project.chief.actor, "2026-05-28T08:00")
    with pytest.raises(WrongState, match="任务书须先由揭榜方签订、经复核生效"):
        do(award.item.case, "sign_contract", project.chief.actor, "2026-05-28T09:00")

    in_force(project)

    case = do(award.item.case, "sign_contract", project.chief.actor, "2026-05-28T10:00")
    assert case.state == "executing"


def _of_the_first(award: Award) -> programmes.NewTerms:
    contract = award.item.case.contracts.get()
    return programmes.NewTerms(chief=contract.chief, assistant=contract.assistant)


def test_neither_bidders_nor_demanders_draft(town: Scene, award: Award, charlie: Person) -> None:
    parties = (town.demander.actor, town.bidders[1][0].actor, charlie.actor)
    for who in (*parties, town.also_officer(town.demander)):
        with pytest.raises(NotAllowed):
            programmes.draft_awarded_contract(
                by=who, at=DRAFTED, award=award, terms=programmes.NewTerms()
            )


def test_the_posts_that_the_round_wants_are_named(award: Award) -> None:
    with pytest.raises(InvalidInput, match="没有指定技术总师"):
        programmes.draft_awarded_contract(
            by=PREPARER, at=DRAFTED, award=award, terms=programmes.NewTerms()
        )


def test_an_item_that_is_not_to_be_contracted_gets_none(award: Award) -> None:
    Case.objects.filter(pk=award.item.case.pk).update(state="executing")

    with pytest.raises(WrongState, match="不在签订任务书环节"):
        programmes.draft_awarded_contract(
            by=PREPARER, at=DRAFTED, award=award, terms=programmes.NewTerms()
        )


def test_the_grant_names_its_rule_its_case_and_the_facts(town: Scene, award: Award) -> None:
    contract = in_force(drafted(town, award)).contract
    version = award.item.case.round.version

    grant = contract.grant
    (origin,) = origins_of(grant)

    assert (grant.rule_pack, grant.rule_digest) == (version.procedure_id, version.digest)
    assert Voucher.objects.get(command="agree_grant").rule_version == grant.rule_version
    assert origin.case.zh.startswith(award.item.case.number)
    assert any("评审立项" in article.zh for article in origin.articles)
    checks = award.bid.checks.values_list("kind", flat=True)
    assert {fact.what.zh for fact in origin.facts} == {CheckKind(kind).label for kind in checks}
    assert origin.facts


def test_from_the_voucher_to_the_case_the_article_and_the_facts(town: Scene, award: Award) -> None:
    in_force(drafted(town, award))
    voucher = Voucher.objects.get(command="agree_grant")
    reader = person("审计员", "auditor").client

    page = reader.get(f"/ledger/vouchers/{voucher.pk}/").content.decode()
    register = reader.get(f"/ledger/grants/{Grant.objects.get().number}/").content.decode()

    for shown in (page, register):
        assert f"/cases/{award.item.case.number}/" in shown
        assert "评审立项" in shown
        assert "关联关系" in shown
