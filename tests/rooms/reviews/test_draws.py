"""Pools are sealed, panels drawn, and anybody can repeat the draw."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from kechuang.base.actors import ANONYMOUS
from kechuang.base.errors import WrongState
from kechuang.engines.panel import PanelError, broken_rules
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Assignment, PoolMember, SealedPool
from kechuang.reviews.refusals import NotReady
from kechuang.reviews.selectors import commitments_of, draw_files
from kechuang.reviews.selectors.draws import held_tokens, pool_of, repeated_draw
from kechuang.reviews.states import AssignmentState, InterventionKind, Method, PlaceRule
from tests.rooms.reviews.by_two import given_up_by_two
from tests.rooms.reviews.town import AT, OFFICER, OVERDUE, Town, small_round, two_submissions

pytestmark = pytest.mark.django_db


def test_every_panel_is_what_its_sealed_pool_and_seed_say() -> None:
    town = two_submissions()

    town.drawn()

    for sealed in SealedPool.objects.all():
        assert list(repeated_draw(sealed).panel) == held_tokens(sealed.submission)
        assert not broken_rules(pool_of(sealed), held_tokens(sealed.submission))


def test_an_outsider_repeats_the_draw_with_the_published_program(tmp_path: Path) -> None:
    town = two_submissions()
    seats = town.opened()
    reviews.close_review_round(by=OFFICER, at=AT, review_round=town.round)
    town.refreshed()

    files = draw_files(ANONYMOUS, town.round)

    told = repeated_by_outsider(files, seats[0].submission.label, tmp_path)
    assert told.returncode == 0, told.stdout
    assert seats[0].member.token in told.stdout
    names = {seat.expert.name for seat in seats}
    assert not any(name in json.dumps(files, ensure_ascii=False) for name in names)


def test_the_program_sees_a_bent_panel(tmp_path: Path) -> None:
    town = two_submissions()
    seats = town.opened()
    reviews.close_review_round(by=OFFICER, at=AT, review_round=town.round)
    town.refreshed()
    files = draw_files(ANONYMOUS, town.round)
    label = seats[0].submission.label
    files[f"{label}.json"]["panel"].reverse()

    assert repeated_by_outsider(files, label, tmp_path).returncode == 1


def repeated_by_outsider(
    files: dict[str, object], label: str, folder: Path
) -> subprocess.CompletedProcess[str]:
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / name).write_text(text, encoding="utf-8")
    program = [sys.executable, "-I", str(folder / "repeat_draw.py"), str(folder / f"{label}.json")]
    return subprocess.run(program, capture_output=True, text=True, encoding="utf-8")


def test_commitments_are_public_once_sealed_and_the_seed_is_not() -> None:
    town = two_submissions()

    town.sealed()

    assert len(commitments_of(ANONYMOUS, town.round)) == 2
    assert draw_files(OFFICER, town.round) == {}


def test_nobody_is_drawn_while_a_copy_is_missing() -> None:
    town = two_submissions()
    reviews.seal_pools(by=OFFICER, at=AT, review_round=town.round)

    with pytest.raises(NotReady, match="2 submissions lack a blind copy"):
        reviews.draw_panels(by=OFFICER, at=AT, review_round=town.round)


def test_no_reviewer_passes_the_load_limit_across_panels() -> None:
    town = small_round(load_limit=1)
    for _ in range(3):
        town.submit()

    town.drawn()

    assert {member.load for member in town.round.members.all()} == {1}
    assert Assignment.objects.count() == 9


def test_the_database_refuses_a_load_beyond_the_limit() -> None:
    town = two_submissions()
    town.sealed()

    with pytest.raises(DatabaseError), transaction.atomic():
        PoolMember.objects.update(load=3)


def test_a_pool_that_cannot_fill_the_panel_is_refused() -> None:
    town = small_round(reports_wanted=10)
    town.submit()

    with pytest.raises(PanelError):
        town.sealed()


def test_reviewers_come_from_other_cities_where_the_round_says_so() -> None:
    town = two_submissions(place_rule=PlaceRule.OTHER_CITY)

    seats = town.drawn()

    assert not any(seat.expert.region_code.startswith("9901") for seat in seats)


def test_the_absent_are_replaced_by_the_same_draw() -> None:
    town = two_submissions()
    gone = town.drawn()[0]

    successor = given_up_by_two(gone, InterventionKind.ABSENT)

    sealed = SealedPool.objects.get(submission=gone.submission)
    assert successor is not None
    assert successor.replaces == gone
    assert list(repeated_draw(sealed).panel) == held_tokens(gone.submission)
    assert PoolMember.objects.get(pk=gone.member_id).load == gone.member.load - 1


def test_a_reviewer_recuses_oneself() -> None:
    town = two_submissions()
    seat = town.drawn()[0]

    reviews.recuse_reviewer(by=town.actor(seat), at=AT, assignment=seat, reason="相识")

    seat.refresh_from_db()
    assert seat.state == AssignmentState.RECUSED


def test_nobody_is_late_before_the_reports_are_due() -> None:
    town = two_submissions()
    seat = town.scoring()[0]
    late = {"assignment": seat, "reason": "逾期"}

    with pytest.raises(WrongState, match="not due before"):
        reviews.replace_reviewer(by=OFFICER, at=AT, **late)

    assert reviews.replace_reviewer(by=OFFICER, at=OVERDUE, **late) is not None


def test_a_recusal_stands_where_nobody_is_left() -> None:
    town = exhausted()
    seat = town.drawn()[0]

    successor = reviews.recuse_reviewer(by=town.actor(seat), at=AT, assignment=seat, reason="相识")

    seat.refresh_from_db()
    assert (successor, seat.state) == (None, AssignmentState.RECUSED)
    with pytest.raises(PanelError):
        reviews.fill_vacancy(by=OFFICER, at=AT, assignment=seat)


def exhausted() -> Town:
    town = small_round(reports_wanted=9)
    town.submit()
    return town


@pytest.mark.parametrize("cap", [None, 5_000])
def test_the_best_panels_keep_every_rule_whatever_the_scores(cap: int | None) -> None:
    method = Method.BEST if cap is None else Method.LOTTERY
    town = two_submissions(method=method, pair_cap_bp=cap, place_rule=PlaceRule.OTHER_CITY)
    town.sealed()
    keys = [(one.reference, expert.pk) for one in town.submissions for expert in town.experts]

    reviews.assign_panels(
        by=OFFICER, at=AT, review_round=town.round, scores=dict.fromkeys(keys, 0.0)
    )

    assert len(town.refreshed()) == 6
    for sealed in SealedPool.objects.all():
        assert not broken_rules(pool_of(sealed), held_tokens(sealed.submission))


def test_a_best_panel_is_completed_by_the_tickets_of_the_draw() -> None:
    town = two_submissions(method=Method.BEST)
    town.sealed()
    reviews.assign_panels(by=OFFICER, at=AT, review_round=town.round, scores={})
    seat = town.refreshed()[0]

    successor = reviews.recuse_reviewer(by=town.actor(seat), at=AT, assignment=seat, reason="相识")

    sealed = SealedPool.objects.get(submission=seat.submission)
    standing = [one.member.token for one in town.refreshed() if one.submission == seat.submission]
    assert successor is not None
    assert not broken_rules(pool_of(sealed), standing)
