"""The register of experts: entered, confirmed, suspended; statements with source and day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from kechuang.base.errors import InvalidInput, NotAllowed, Refusal, WrongState
from kechuang.engines.panel import PanelError
from kechuang.reviews import services as reviews
from kechuang.reviews.digests import contact_digest
from kechuang.reviews.models import Expert, ExpertContact, ExpertPost
from kechuang.reviews.refusals import SamePerson
from kechuang.reviews.selectors import listed_experts, track_record
from kechuang.reviews.selectors.candidates import candidates_of
from kechuang.reviews.states import ContactKind, ExpertState, Method
from tests.cast import Person
from tests.rooms.reviews.town import (
    AT,
    CRITERIA,
    OFFICER,
    expert,
    plan,
    small_round,
    state,
    two_submissions,
)

pytestmark = pytest.mark.django_db


def registered(**changes: Any) -> Expert:
    values = {"name": "李示例", "fields": ("520",), "source": "本人填报"}
    return reviews.register_expert(by=OFFICER, at=AT, expert=reviews.NewExpert(**values | changes))


@pytest.mark.parametrize(
    "changes",
    [{"name": " "}, {"fields": ()}, {"fields": ("999",)}, {"source": ""}, {"region_code": "1"}],
)
def test_an_incomplete_entry_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        registered(**changes)


def test_one_person_is_registered_once() -> None:
    registered(identity_number="11010119800101001X")

    with pytest.raises(InvalidInput, match="registered already"):
        registered(name="另名", identity_number="11010119800101001x")


def test_only_the_city_registers_and_nobody_confirms_oneself(
    clerk: Person, district_clerk: Person, expert: Person
) -> None:
    with pytest.raises(NotAllowed):
        reviews.register_expert(
            by=district_clerk.actor,
            at=AT,
            expert=reviews.NewExpert("李", ("520",), "推荐"),
        )
    row = registered()
    Expert.objects.filter(pk=row.pk).update(account_id=clerk.actor.account_id)

    with pytest.raises(SamePerson):
        reviews.confirm_expert(by=clerk.actor, at=AT, expert=row)
    with pytest.raises(NotAllowed):
        reviews.confirm_expert(by=expert.actor, at=AT, expert=row)


def test_the_suspended_are_in_no_pool_and_replace_nobody() -> None:
    town = two_submissions()
    row = town.experts[0]

    reviews.suspend_expert(by=OFFICER, at=AT, expert=row, reason="投诉核查")

    assert row not in candidates_of(town.round)
    with pytest.raises(WrongState):
        reviews.suspend_expert(by=OFFICER, at=AT, expert=row, reason="再次")
    assert reviews.confirm_expert(by=OFFICER, at=AT, expert=row).state == ExpertState.CONFIRMED


def test_the_pool_is_of_the_rounds_disciplines() -> None:
    town = small_round(fields=("510",))

    assert not candidates_of(town.round).exists()


def test_statements_keep_source_and_day_and_are_never_changed() -> None:
    row = registered()

    state(row, reviews.NewPost(unit_name="某研究所", since=date(2020, 1, 1)))

    post = ExpertPost.objects.get()
    assert (post.source, post.as_of) == ("论文库 2026-11", date(2026, 11, 1))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ExpertPost.objects.update(unit_name="另一所")


def test_a_statement_without_source_or_content_is_refused() -> None:
    row = registered()
    said = {"by": OFFICER, "at": AT, "expert": row, "as_of": date(2026, 1, 1)}

    with pytest.raises(InvalidInput, match="no source"):
        reviews.state_about_expert(**said, said=[], source=" ")
    with pytest.raises(InvalidInput, match="unit is not named"):
        reviews.state_about_expert(**said, said=[reviews.NewPost()], source="a")


def test_contacts_are_kept_as_digests_only() -> None:
    row = registered()

    state(row, reviews.NewContact(ContactKind.PHONE, "13800138000"))

    (kept,) = ExpertContact.objects.all()
    assert kept.digest == contact_digest(ContactKind.PHONE, "138 0013 8000")
    assert "13800138000" not in kept.digest


def test_an_expert_states_about_oneself_and_others_do_not(expert: Person, alice: Person) -> None:
    row = registered()
    Expert.objects.filter(pk=row.pk).update(account_id=expert.actor.account_id)
    row.refresh_from_db()
    days = {"at": AT, "expert": row, "first_on": date(2026, 12, 1), "last_on": date(2026, 12, 2)}

    assert reviews.block_dates(by=expert.actor, **days).pk
    with pytest.raises(NotAllowed):
        reviews.block_dates(by=alice.actor, **days)


def test_the_register_is_read_by_bureau_and_auditor_and_one_reads_oneself(
    clerk: Person, auditor: Person, alice: Person, expert: Person
) -> None:
    row, other = registered(), registered(name="别人")
    Expert.objects.filter(pk=row.pk).update(account_id=expert.actor.account_id)

    assert set(listed_experts(clerk.actor)) == set(listed_experts(auditor.actor)) == {row, other}
    assert list(listed_experts(expert.actor)) == [row]
    assert not listed_experts(alice.actor).exists()


def test_a_new_expert_has_no_distance() -> None:
    told = track_record(expert("新人", None, "990101"))

    assert (told.assigned, told.distance) == (0, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"reports_wanted": 2},
        {"load_limit": 0},
        {"away_at_least": 4},
        {"most_exclusions": 4},
        {"method": Method.LOTTERY},
        {"conflict_years": {"friend": 3}},
        {"code": " "},
    ],
)
def test_a_round_of_unsound_rules_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        reviews.open_review_round(by=OFFICER, at=AT, plan=plan(**changes))


@pytest.mark.parametrize("changes", [{"criteria": CRITERIA[:1]}, {"ties": ("luck",)}])
def test_weights_and_tie_rules_are_the_engines_to_refuse(changes: dict[str, Any]) -> None:
    with pytest.raises(PanelError):
        reviews.open_review_round(by=OFFICER, at=AT, plan=plan(**changes))


def test_the_rules_of_a_round_never_change_and_no_phase_is_skipped() -> None:
    town = two_submissions()
    rounds = type(town.round).objects

    for change in ({"load_limit": 9}, {"phase": "opened"}, {"order_key": "0" * 64}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rounds.update(**change)
