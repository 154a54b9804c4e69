"""Who must not judge what is found from the registers, kept, and never seated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from kechuang.accounts.models import Membership
from kechuang.base.actors import ANONYMOUS
from kechuang.base.errors import InvalidInput
from kechuang.base.roles import Role
from kechuang.engines.panel import PanelError
from kechuang.parties.models import FormerName, Relation
from kechuang.parties.states import RelationKind
from kechuang.reviews import services as reviews
from kechuang.reviews.digests import identity_digest
from kechuang.reviews.models import Assignment, ConflictRecord, Expert, Intervention, PoolMember
from kechuang.reviews.refusals import InConflict
from kechuang.reviews.selectors import conflicts_seen_by
from kechuang.reviews.services.seating import seat
from kechuang.reviews.states import (
    AssignmentState,
    ContactKind,
    ExpertState,
    InterventionKind,
    TieKind,
)
from tests.base.registry.cast import party
from tests.rooms.reviews.by_two import conflict_by_two, decide, given_up_by_two
from tests.rooms.reviews.town import (
    AT,
    OFFICER,
    PLACES,
    Town,
    expert,
    small_round,
    state,
    two_submissions,
)

pytestmark = pytest.mark.django_db
Plant = Callable[[Town, Expert], None]


def same_unit(town: Town, row: Expert) -> None:
    state(row, reviews.NewPost(party=town.firms[0]))


def same_unit_by_former_name(town: Town, row: Expert) -> None:
    FormerName.objects.create(party=town.firms[0], name="云澜旧名机械厂")
    state(row, reviews.NewPost(unit_name="云澜旧名机械厂"))


def branch_of_the_legal_unit(town: Town, row: Expert) -> None:
    branch = party("云澜甲科技有限公司第二分公司")
    Relation.objects.create(party=town.firms[0], subject=branch, kind=RelationKind.BRANCH)
    state(row, reviews.NewPost(party=branch))


def former_employer(town: Town, row: Expert) -> None:
    state(row, reviews.NewPost(party=town.firms[0], until=date(2025, 6, 30)))


def parent_of_the_unit(town: Town, row: Expert) -> None:
    holding = party("云澜控股集团")
    Relation.objects.create(party=town.firms[0], subject=holding, kind=RelationKind.PARENT)
    state(row, reviews.NewPost(party=holding))


def kin(town: Town, row: Expert) -> None:
    state(row, reviews.NewTie(TieKind.KIN, "申请人0", identity_number="ID applicant 0"))


def kin_by_name(town: Town, row: Expert) -> None:
    state(row, reviews.NewTie(TieKind.KIN, "申请人 0"))


def mentor(town: Town, row: Expert) -> None:
    state(row, reviews.NewTie(TieKind.MENTOR, "申请人0", 1999, "ID applicant 0"))


def recent_coauthor(town: Town, row: Expert) -> None:
    state(row, reviews.NewTie(TieKind.COAUTHOR, "申请人0", 2025, "ID applicant 0"))


def shareholder(town: Town, row: Expert) -> None:
    state(row, reviews.NewHolding(party=town.firms[0], share_bp=100))


def same_phone(town: Town, row: Expert) -> None:
    state(row, reviews.NewContact(ContactKind.PHONE, "138-0013-8000"))


def same_account(town: Town, row: Expert) -> None:
    state(row, reviews.NewContact(ContactKind.ACCOUNT, "6222 0000 0"))


def same_address(town: Town, row: Expert) -> None:
    state(row, reviews.NewContact(ContactKind.ADDRESS, "云澜市澜湖路0号"))


def same_email(town: Town, row: Expert) -> None:
    state(row, reviews.NewContact(ContactKind.EMAIL, "A0@example.com"))


def away_on_the_day(town: Town, row: Expert) -> None:
    days = date(2026, 11, 30), date(2026, 12, 2)
    reviews.block_dates(by=OFFICER, at=AT, expert=row, first_on=days[0], last_on=days[1])


def clerk_of_the_bureau(town: Town, row: Expert) -> None:
    Membership.objects.create(user=row.account, role=Role.BUREAU, since=date(2020, 1, 1))


def employer_of_the_account(town: Town, row: Expert) -> None:
    Membership.objects.create(
        user=row.account, role=Role.EXPERT, party=town.firms[0], since=date(2020, 1, 1)
    )


PLANTED: dict[str, tuple[Plant, str]] = {
    "same unit": (same_unit, "unit.same"),
    "former name": (same_unit_by_former_name, "unit.same"),
    "branch": (branch_of_the_legal_unit, "unit.legal"),
    "former employer": (former_employer, "unit.former"),
    "parent": (parent_of_the_unit, "unit.parent"),
    "kin": (kin, "tie.kin"),
    "kin by name": (kin_by_name, "tie.kin"),
    "mentor": (mentor, "tie.mentor"),
    "co-author": (recent_coauthor, "tie.coauthor"),
    "shareholder": (shareholder, "shareholding"),
    "phone": (same_phone, "shared.phone"),
    "account": (same_account, "shared.account"),
    "address": (same_address, "shared.address"),
    "e-mail": (same_email, "shared.email"),
    "staff": (clerk_of_the_bureau, "role.staff"),
    "employer of the account": (employer_of_the_account, "unit.same"),
    "blocked date": (away_on_the_day, "blocked_date"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_conflict_is_found_kept_and_never_in_the_pool(name: str) -> None:
    plant, rule = PLANTED[name]
    town = two_submissions()
    row = town.experts[4]
    plant(town, row)

    town.sealed()

    found = ConflictRecord.objects.get(submission=town.submissions[0], expert=row, rule=rule)
    token = PoolMember.objects.get(expert=row).token
    pool = town.submissions[0].pool.content["experts"]
    assert found.is_barring
    assert found.reason
    assert token not in {each[0] for each in pool}


def test_an_old_joint_paper_is_no_conflict() -> None:
    town = two_submissions()
    state(town.experts[4], reviews.NewTie(TieKind.COAUTHOR, "申请人0", 2015, "ID applicant 0"))

    town.sealed()

    assert not ConflictRecord.objects.filter(rule="tie.coauthor").exists()


def test_a_namesake_of_other_identity_is_no_kin() -> None:
    town = two_submissions()
    state(town.experts[4], reviews.NewTie(TieKind.KIN, "申请人0", identity_number="another one"))

    town.sealed()

    assert not ConflictRecord.objects.filter(rule="tie.kin").exists()


def test_ones_own_and_every_rival_submission_are_barred() -> None:
    town = small_round()
    me = town.experts[0]
    people = (
        reviews.NewPerson(
            me.name,
            phone="13900139000",
            identity_digest=identity_digest(f"ID {me.name}"),
        ),
    )
    town.submit(people=people)
    town.submit()

    town.sealed()

    rules = set(ConflictRecord.objects.filter(expert=me).values_list("submission_id", "rule"))
    own, rival = (one.pk for one in town.submissions)
    assert rules >= {(own, "person.self"), (own, "rival_bid"), (rival, "rival_bid")}


def test_an_excluded_expert_is_barred_and_a_fourth_exclusion_refused() -> None:
    town = small_round()
    town.submit(exclusions=tuple((row, "") for row in town.experts[:3]))

    with pytest.raises(InvalidInput, match="at most 3"):
        town.submit(exclusions=tuple((row, "") for row in town.experts[:4]))
    town.sealed()

    assert ConflictRecord.objects.filter(rule="excluded_by_applicant").count() == 3


def test_what_nobody_has_said_bars_where_the_round_excludes_the_unknown() -> None:
    town = two_submissions()
    row = reviews.register_expert(
        by=OFFICER,
        at=AT,
        expert=reviews.NewExpert("无人知晓", ("520",), "推荐", region_code=PLACES[1]),
    )
    reviews.confirm_expert(by=OFFICER, at=AT, expert=row)

    town.sealed()

    rules = set(row.conflicts.values_list("rule", flat=True))
    assert {"unknown.posts", "unknown.relations", "unknown.holdings", "unknown.email"} <= rules
    assert not any(found.is_certain for found in row.conflicts.all())


def test_statements_of_which_nobody_says_that_they_are_all_leave_doubt() -> None:
    town = two_submissions()
    row = expert("半知", None, PLACES[1])
    Expert.objects.filter(pk=row.pk).update(state=ExpertState.CONFIRMED)
    other = reviews.register_expert(
        by=OFFICER, at=AT, expert=reviews.NewExpert("部分", ("520",), "推荐")
    )
    state(other, reviews.NewPost(unit_name="某研究所"))
    reviews.confirm_expert(by=OFFICER, at=AT, expert=other)

    town.sealed()

    assert other.conflicts.filter(rule="partial.posts").exists()
    assert not row.conflicts.exists()


def test_the_database_seats_nobody_in_conflict() -> None:
    town = barred_expert()

    with pytest.raises(DatabaseError, match="in conflict"), transaction.atomic():
        seat_by_force(town)


def test_without_its_trigger_the_database_would_seat_them() -> None:
    town = barred_expert()
    drop_trigger("reviews_assignment_free", "reviews_assignment")

    seat_by_force(town)

    assert Assignment.objects.filter(expert=town.experts[4]).exists()


def test_the_service_refuses_a_pair_in_conflict_in_words() -> None:
    town = barred_expert()
    drop_trigger("reviews_assignment_free", "reviews_assignment")
    member = PoolMember.objects.select_related("expert").get(expert=town.experts[4])

    with pytest.raises(InConflict, match="现任职于申请单位"):
        seat(town.submissions[0].pool, member, AT)


def barred_expert() -> Town:
    town = two_submissions()
    same_unit(town, town.experts[4])
    town.sealed()
    town.refreshed()
    return town


def seat_by_force(town: Town) -> None:
    Assignment.objects.create(
        submission=town.submissions[0],
        expert=town.experts[4],
        member=PoolMember.objects.get(expert=town.experts[4]),
        state=AssignmentState.ASSIGNED,
        assigned_at=AT,
    )


def drop_trigger(name: str, table: str) -> None:
    place = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{place}")


def test_the_officer_adds_a_conflict_with_a_reason() -> None:
    town = two_submissions()
    pair = {"submission": town.submissions[0], "expert": town.experts[4]}

    with pytest.raises(InvalidInput, match="no reason"):
        reviews.enter_conflict(by=OFFICER, at=AT, **pair, reason=" ", source="")
    reviews.enter_conflict(by=OFFICER, at=AT, **pair, reason="群众反映", source="来信")
    town.sealed()

    token = PoolMember.objects.get(expert=town.experts[4]).token
    assert token not in {each[0] for each in town.submissions[0].pool.content["experts"]}


def test_no_conflict_is_ever_removed() -> None:
    town = barred_expert()

    assert not conflicts_seen_by(ANONYMOUS, town.round)
    for change in (
        lambda: ConflictRecord.objects.filter(round=town.round).delete(),
        lambda: ConflictRecord.objects.update(is_barring=False),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_a_conflict_of_a_sitting_reviewer_waits_for_the_replacement() -> None:
    town = two_submissions()
    seat = town.drawn()[0]
    pair = {"submission": seat.submission, "expert": seat.expert}

    with pytest.raises(InConflict, match="sits on this panel"):
        conflict_by_two(**pair)
    given_up_by_two(seat, InterventionKind.RECUSED)
    decide("approve", Intervention.objects.get(kind=InterventionKind.CONFLICT))

    assert ConflictRecord.objects.get(**pair, rule="officer").is_barring


def test_a_conflict_found_after_the_draw_names_who_must_step_aside() -> None:
    town = two_submissions()
    seat = town.drawn()[0]
    applicant = seat.submission.applicants.get().party
    state(seat.expert, reviews.NewPost(party=applicant))

    with pytest.raises(InConflict, match=seat.submission.label):
        reviews.find_round_conflicts(by=OFFICER, at=AT, review_round=town.round)


def test_all_experts_in_conflict_leave_no_panel() -> None:
    town = two_submissions()
    for row in town.experts[:7]:
        same_unit(town, row)

    with pytest.raises(PanelError):
        town.sealed()
