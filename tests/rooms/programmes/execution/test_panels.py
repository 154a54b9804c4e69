"""Who sits on an acceptance panel: experts of the register without a stake, in an odd number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from kechuang.accounts.models import Membership, User
from kechuang.accounts.selectors import actor_of
from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed
from kechuang.base.roles import Role
from kechuang.parties.models import Party, Relation
from kechuang.parties.states import RelationKind
from kechuang.programmes.models.execution import PanelSeat
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import Grade
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Expert
from tests.base.registry.cast import person
from tests.journeys.small_region import party
from tests.rooms.ledger.town import AT, PREPARER
from tests.rooms.programmes.execution.project import Project, panel, panellist, project
from tests.rooms.programmes.keeping import lasting
from tests.rooms.reviews.town import state

pytestmark = pytest.mark.django_db
HELD_ON = date(2026, 11, 20)


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Project]:
    """A contract in force, and a panel of three."""
    with lasting(django_db_blocker):
        kept = project()
        panel()
        yield kept


@pytest.fixture
def begun(kept: Project, db: None) -> Project:
    return kept.again()


def _record(begun: Project, seats: list[execution.Seat], held_on: date = HELD_ON) -> None:
    execution.record_panel_opinion(
        by=PREPARER,
        at=AT,
        contract=begun.contract,
        seats=seats,
        grade=Grade.GOOD,
        text="完成",
        held_on=held_on,
    )


def test_a_panel_is_kept_with_the_experts_and_their_units(begun: Project) -> None:
    seats = panel()
    _record(begun, seats)

    kept = PanelSeat.objects.order_by("pk").values_list("expert", "name", "unit", "score")
    assert list(kept) == [
        (seats[0].expert.pk, "专家0", "外省大学", 80),
        (seats[1].expert.pk, "专家1", "外省研究院", 81),
        (seats[2].expert.pk, "专家2", "外市检测中心", 82),
    ]
    told = Event.objects.filter(command="record_panel_opinion").latest("sequence").payload
    assert told["experts"] == [seat.expert.pk for seat in seats]


@pytest.mark.parametrize(
    ("choose", "why"),
    [
        (lambda: panel()[:2], "少于 3 人"),
        (lambda: [*panel()[:2], panel()[0]], "重复"),
        (lambda: [execution.Seat(one.expert, 80) for one in panel()], "组长"),
        (lambda: panel("甲大学", "乙大学", "丙大学", "丁大学"), "应为单数，现为 4 人"),
        (lambda: panel("外省大学", "外省研究院", "外省大学"), "同在一个单位（外省大学）"),
    ],
)
def test_a_panel_is_of_three_or_more_in_an_odd_number_of_different_units(
    begun: Project, choose: Callable[[], list[execution.Seat]], why: str
) -> None:
    with pytest.raises(InvalidInput, match=why):
        _record(begun, choose())


def test_a_branch_is_the_same_unit(begun: Project) -> None:
    whole, branch = party("外省大学总部"), party("外省大学分校")
    Relation.objects.create(party=whole, subject=branch, kind=RelationKind.BRANCH)

    with pytest.raises(InvalidInput, match="同在一个单位"):
        _record(begun, panel(whole.name, branch.name, "外市检测中心"))


def test_a_panel_does_not_meet_tomorrow(begun: Project) -> None:
    with pytest.raises(InvalidInput, match="将来"):
        _record(begun, panel(), held_on=date(2026, 11, 22))


def test_a_suspended_expert_sits_on_no_panel(begun: Project) -> None:
    seats = panel()
    reviews.suspend_expert(by=PREPARER, at=AT, expert=seats[1].expert, reason="核查中")
    seats[1].expert.refresh_from_db()

    with pytest.raises(InvalidInput, match="专家1不在可用专家库中"):
        _record(begun, seats)


Side = Callable[[Project], Party]
SIDES: list[Side] = [lambda one: one.contract.party, lambda one: one.contract.item.demander]


@pytest.mark.parametrize("side", SIDES)
def test_no_expert_works_at_a_unit_that_takes_part(begun: Project, side: Side) -> None:
    with pytest.raises(InvalidInput, match=r"专家2应当回避.*来源：本人填报"):
        _record(begun, panel("外省大学", "外市院", side(begun).name))


def test_no_expert_left_a_unit_that_takes_part_lately(begun: Project) -> None:
    seats = panel()
    left = reviews.NewPost(party=begun.contract.party, until=date(2025, 6, 30))
    state(seats[0].expert, left)

    with pytest.raises(InvalidInput, match=r"专家0应当回避.*来源：论文库"):
        _record(begun, seats)


def test_no_expert_works_at_a_parent_of_the_winner(begun: Project) -> None:
    parent = party("控股集团")
    Relation.objects.create(party=begun.contract.party, subject=parent, kind=RelationKind.PARENT)

    with pytest.raises(InvalidInput, match=r"专家2应当回避：任职单位与.*控股关系.*来源：主体登记"):
        _record(begun, panel("外省大学", "外市院", parent.name))


Person = Callable[[Project], str]
PEOPLE: list[Person] = [lambda one: str(one.contract.chief), lambda one: "李工"]


@pytest.mark.parametrize("whose", PEOPLE)
def test_no_expert_is_kin_of_the_chief_or_the_team(begun: Project, whose: Person) -> None:
    seats = panel()
    state(seats[1].expert, reviews.NewTie(kind="kin", person=whose(begun)))

    with pytest.raises(InvalidInput, match=r"专家1应当回避：.*近亲属.*来源：论文库"):
        _record(begun, seats)


def test_no_expert_holds_shares_of_the_winner(begun: Project) -> None:
    seats = panel()
    state(seats[2].expert, reviews.NewHolding(party=begun.contract.party, share_bp=500))

    with pytest.raises(InvalidInput, match="专家2应当回避"):
        _record(begun, seats)


def test_who_reads_originals_for_the_bureau_sits_on_no_panel(begun: Project) -> None:
    seats = panel()
    clerk = person("panel clerk", Role.AUDITOR)
    Expert.objects.filter(pk=seats[0].expert.pk).update(account=clerk.actor.account_id)
    seats[0].expert.refresh_from_db()

    with pytest.raises(InvalidInput, match=r"不参加评审.*平台账号的角色"):
        _record(begun, seats)


def test_a_clerk_of_a_party_records_no_opinion(begun: Project) -> None:
    clerk = person("insider", Role.BUREAU).actor
    Membership.objects.create(
        user_id=clerk.account_id,
        role=Role.ENTERPRISE,
        party=begun.contract.party,
        since=date(2020, 1, 1),
    )
    by = actor_of(User.objects.get(pk=clerk.account_id), on=AT.date())

    with pytest.raises(NotAllowed):
        execution.record_panel_opinion(
            by=by, at=AT, contract=begun.contract, seats=panel(), grade=Grade.GOOD, text="好",
            held_on=HELD_ON,
        )  # fmt: skip
    assert panellist("专家0", "外省大学").panel_seats.count() == 0
