"""Who is refused what, and when: each of these falls silent when its guard is taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from kechuang.audit.models import Event
from kechuang.base.actors import ANONYMOUS, Actor
from kechuang.base.errors import InvalidInput, NotAllowed, Refusal, WrongState
from kechuang.base.roles import Role
from kechuang.engines.panel import commitment
from kechuang.reviews import services as reviews
from kechuang.reviews.access import standings
from kechuang.reviews.digests import identity_digest
from kechuang.reviews.models import Absence, Assignment, Report, SealedPool, Unblinding
from kechuang.reviews.phases import Standing
from kechuang.reviews.refusals import NotReady
from kechuang.reviews.selectors import (
    commitments_of,
    draw_files,
    notes_of,
    own_report,
    reports_of,
)
from kechuang.reviews.selectors.draws import held_tokens, pool_of, repeated_draw
from kechuang.reviews.states import AssignmentState, InterventionKind, Method, Obstacle
from tests.base.registry.cast import Person, person
from tests.rooms.reviews.by_two import asked, decide
from tests.rooms.reviews.town import (
    AT,
    OFFICER,
    PLACES,
    Town,
    plan,
    small_round,
    stored,
    two_submissions,
)

pytestmark = pytest.mark.django_db
Command = Callable[[], object]


def refused(commands: Iterable[Command], why: type[Refusal], match: str | None = None) -> None:
    for command in commands:
        with pytest.raises(why, match=match):
            command()


def test_a_stranger_runs_no_round(alice: Person) -> None:
    town = two_submissions()
    seat = town.scoring()[0]
    given = {"by": alice.actor, "at": AT}
    left = {**given, "assignment": seat}

    refused(
        [
            lambda: reviews.open_review_round(**given, plan=plan("other")),
            lambda: reviews.recuse_reviewer(**left, reason="x"),
            lambda: reviews.replace_reviewer(**left, reason="x"),
            lambda: reviews.fill_vacancy(**left),
            lambda: reviews.open_scores(**given, review_round=town.round),
        ],
        NotAllowed,
    )
    assert town.refreshed()[0].state == AssignmentState.ASSIGNED


def unblinding(by: Actor, report: Report, asked: Unblinding) -> list[Command]:
    given = {"by": by, "at": AT}
    return [
        lambda: reviews.ask_unblinding(**given, report=report, reason="x"),
        lambda: reviews.approve_unblinding(**given, asked=asked),
        lambda: reviews.refuse_unblinding(**given, asked=asked, reason="x"),
    ]


def rival(town: Town, seat: Assignment) -> Assignment:
    """A seat of somebody else of the same round."""
    return next(one for one in town.refreshed() if one.expert_id != seat.expert_id)


def test_an_opened_round_tells_a_stranger_nothing_and_takes_no_word(
    clerk: Person, alice: Person
) -> None:
    town = two_submissions()
    seat = town.opened()[0]
    submission, report = seat.submission, Report.objects.get(assignment=seat)
    reviews.note_consensus(by=OFFICER, at=AT, submission=submission, text="一致")
    asked = reviews.ask_unblinding(by=clerk.actor, at=AT, report=report, reason="雷同")
    assert own_report(town.actor(seat), seat) == report
    assert own_report(town.actor(rival(town, seat)), seat) is None
    seated = {one.submission_id for one in town.refreshed() if one.expert_id == seat.expert_id}
    outside = [one for one in town.submissions if one.pk not in seated]

    for actor in (alice.actor, town.actor(seat), OFFICER):
        refused(unblinding(actor, report, asked), NotAllowed)
    note = {"at": AT, "submission": submission, "text": "x"}
    refused([lambda: reviews.note_consensus(by=alice.actor, **note)], NotAllowed)
    assert notes_of(alice.actor, submission) == []
    assert all(reports_of(town.actor(seat), one, at=AT) == [] for one in outside)


def test_nothing_is_decided_without_a_word_why(clerk: Person, auditor: Person) -> None:
    town = two_submissions()
    first, *others = town.scoring()
    marks = {"novelty": 1, "worth": 1}
    told = {"by": town.actor(first), "at": AT, "assignment": first, "marks": marks}
    given = {"by": OFFICER, "at": AT}
    overdue = {**given, "at": town.round.due_at + timedelta(hours=1)}
    refused(
        [
            lambda: reviews.submit_report(**told, opinion=" "),
            lambda: reviews.recuse_reviewer(
                by=town.actor(first), at=AT, assignment=first, reason=" "
            ),
            lambda: reviews.replace_reviewer(**overdue, assignment=first, reason=""),
        ],
        InvalidInput,
        "no reason",
    )
    for seat in (first, *others):
        town.report(seat, **marks)
    reviews.open_scores(**given, review_round=town.round)
    report = Report.objects.get(assignment=first)
    submission = town.refreshed()[0].submission
    asking = {"by": clerk.actor, "at": AT, "report": report}
    asked = reviews.ask_unblinding(**asking, reason="雷同")
    decided = {"by": auditor.actor, "at": AT, "asked": asked}

    refused(
        [
            lambda: reviews.note_consensus(**given, submission=submission, text=" "),
            lambda: reviews.ask_unblinding(**asking, reason=" "),
            lambda: reviews.refuse_unblinding(**decided, reason=" "),
        ],
        InvalidInput,
        "no reason",
    )
    hours = [lambda long=long: reviews.ask_unblinding(**asking, reason="x", hours=long)
             for long in (0, 25)]  # fmt: skip
    refused(hours, InvalidInput, "not between 1 and 24")


def test_before_the_scoring_nobody_reports_and_before_the_opening_nobody_asks_whose_it_is(
    clerk: Person,
) -> None:
    town = two_submissions()
    seat = town.drawn()[0]
    refused([lambda: town.report(seat, novelty=1, worth=1)], WrongState, "the round is assigned")
    reviews.start_scoring(by=OFFICER, at=AT, review_round=town.round)
    seat = town.refreshed()[0]
    town.report(seat, novelty=1, worth=1)
    given = {"by": clerk.actor, "at": AT, "report": Report.objects.get()}

    refused([lambda: reviews.ask_unblinding(**given, reason="雷同")], NotAllowed)
    assert not Unblinding.objects.exists()


def test_who_still_writes_is_waited_for_whatever_the_reason() -> None:
    town = small_round(reports_wanted=5)
    town.submit()
    for seat in town.scoring()[:4]:
        town.report(seat, novelty=70, worth=70)

    opening = {"by": OFFICER, "at": AT, "review_round": town.round}
    refused(
        [lambda: reviews.open_scores(**opening, fewer_because="名单用尽")],
        NotReady,
        "4 of 3 reports, 1 outstanding",
    )


def test_a_seat_is_given_up_once_for_a_cause_and_while_the_round_runs() -> None:
    town = two_submissions()
    first, second, *others = town.scoring()
    town.report(first, novelty=70, worth=70)
    given = {"by": OFFICER, "at": AT}
    gone = {**given, "at": town.round.due_at + timedelta(hours=1), "reason": "失联"}

    refused([lambda: reviews.replace_reviewer(**gone, assignment=first)], WrongState, "reported")
    refused([lambda: reviews.fill_vacancy(**given, assignment=second)], WrongState, "not vacant")
    early = {**gone, "at": AT, "assignment": second}
    refused([lambda: reviews.replace_reviewer(**early)], WrongState, "are not due before")
    for seat in (second, *others):
        town.report(seat, novelty=70, worth=70)
    reviews.open_scores(**given, review_round=town.round)
    refused([lambda: reviews.replace_reviewer(**gone, assignment=second)], WrongState, "is opened")


def test_pools_are_sealed_once_before_the_draw_and_the_draw_is_made_once() -> None:
    town, empty = two_submissions(), reviews.open_review_round(by=OFFICER, at=AT, plan=plan("e"))
    town.copied()
    sealing = {"by": OFFICER, "at": AT, "review_round": town.round}

    refused([lambda: reviews.draw_panels(**sealing)], WrongState, "the round is preparing")
    nothing = {**sealing, "review_round": empty}
    refused([lambda: reviews.seal_pools(**nothing)], InvalidInput, "has no submission")
    reviews.seal_pools(**sealing)
    refused([lambda: reviews.seal_pools(**sealing)], WrongState, "the round is sealed")
    by_scores = lambda: reviews.assign_panels(**sealing, scores={})  # noqa: E731
    refused([by_scores], WrongState, "assigns by “draw”")
    reviews.draw_panels(**sealing)
    refused([lambda: reviews.draw_panels(**sealing)], WrongState, "the round is assigned")
    assert Assignment.objects.count() == 6


def test_a_round_by_expertise_is_not_drawn() -> None:
    town = two_submissions(method=Method.BEST)
    town.sealed()
    drawing = {"by": OFFICER, "at": AT, "review_round": town.round}

    refused([lambda: reviews.draw_panels(**drawing)], WrongState, "assigns by “best”")


def test_the_seed_is_promised_on_the_chain_and_told_when_the_round_is_closed() -> None:
    town = two_submissions()
    town.opened()
    promised = Event.objects.get(command="seal_pools").payload["commitments"]
    pool = SealedPool.objects.get(submission=town.submissions[0])

    assert promised == commitments_of(ANONYMOUS, town.round)
    assert promised[town.submissions[0].label] == pool.commitment
    assert pool.commitment == commitment(pool_of(pool), town.round.seed.value)
    assert draw_files(ANONYMOUS, town.round) == {}
    reviews.close_review_round(by=OFFICER, at=AT, review_round=town.round)
    town.refreshed()
    assert draw_files(ANONYMOUS, town.round).keys() > {f"{town.submissions[0].label}.json"}


def test_the_sealed_pool_names_neither_expert_nor_unit() -> None:
    town = two_submissions()
    town.sealed()
    keys = {str(one.pk) for one in town.experts}
    units = {str(post.party_id) for one in town.experts for post in one.posts.all()}

    for sealed in SealedPool.objects.all():
        for token, unit, _ in sealed.content["experts"]:
            assert token not in keys
            assert unit not in units
            assert len(unit) == 12


@pytest.mark.parametrize("cause", [Obstacle.CONFLICT, Obstacle.SUSPENDED])
def test_whom_the_lot_names_and_who_may_not_come_is_passed_over_on_record(cause: Obstacle) -> None:
    town = two_submissions()
    town.sealed()
    sealed = SealedPool.objects.select_related("submission__round").earliest("digest")
    token = repeated_draw(sealed).panel[0]
    expert = town.round.members.get(token=token).expert
    if cause == Obstacle.CONFLICT:
        asked_for = asked(sealed.submission, expert, InterventionKind.CONFLICT)
        decide("approve", asked_for)
    else:
        reviews.suspend_expert(by=OFFICER, at=AT, expert=expert, reason="核查")

    reviews.draw_panels(by=OFFICER, at=AT, review_round=town.round)

    passed = Absence.objects.get(submission=sealed.submission, member__token=token)
    assert passed.cause == cause
    assert token not in held_tokens(sealed.submission)
    assert list(repeated_draw(sealed).panel) == held_tokens(sealed.submission)


def test_an_officer_or_auditor_who_is_named_or_may_be_drawn_is_none_in_the_round(
    clerk: Person, auditor: Person
) -> None:
    town = small_round()
    named, pooled = town.experts[:2]
    reviews.suspend_expert(by=OFFICER, at=AT, expert=named, reason="休假")
    identity = identity_digest(f"ID {named.name}")
    me = reviews.NewPerson(named.name, phone="13900139000", identity_digest=identity)
    town.submit(people=(me,))
    town.sealed()

    for row in (named, pooled):
        for other in (clerk, auditor):
            actor: Actor = town.people[row.pk].actor
            both = replace(actor, grants=actor.grants | other.actor.grants)
            assert not standings(both, town.round) & {Standing.OFFICER, Standing.AUDITOR}
    assert Standing.AUDITOR in standings(auditor.actor, town.round)


def test_doubt_bars_nobody_where_the_round_does_not_say_so() -> None:
    town = two_submissions(is_unknown_excluded=False)
    row = reviews.register_expert(
        by=OFFICER,
        at=AT,
        expert=reviews.NewExpert("无人知晓", ("520",), "推荐", region_code=PLACES[1]),
    )
    reviews.confirm_expert(by=OFFICER, at=AT, expert=row)

    town.sealed()

    token = town.round.members.get(expert=row).token
    assert row.conflicts.exists()
    assert not row.conflicts.filter(is_barring=True).exists()
    assert token in {one[0] for one in town.submissions[0].pool.content["experts"]}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reference": " "}, "no name"),
        ({"title": ""}, "no name"),
        ({"applicants": ()}, "no applicant"),
        ({"people": ()}, "no people"),
        ({"people": (reviews.NewPerson(" "),)}, "a person has no name"),
        ({"named_applicants": (reviews.NewNamedApplicant(" "),)}, "no unit name"),
        ({"files": ()}, "no file"),
        ({"reference": "known"}, "in the round already"),
    ],
)
def test_an_incomplete_submission_is_refused(changes: dict[str, object], why: str) -> None:
    town = small_round()
    town.submit(reference="known", files=(stored("申请书"),))

    refused([lambda: town.submit(**changes)], InvalidInput, why)


def test_an_expert_is_excluded_once_and_at_most_three_in_all() -> None:
    town = small_round()
    one, other = town.experts[:2]
    words = tuple(reviews.NewNamedExclusion(f"某人{n}", "某单位") for n in range(2))

    refused(
        [lambda: town.submit(exclusions=((one, ""), (one, "再")))], InvalidInput, "listed twice"
    )
    told = {"exclusions": ((one, ""), (other, "")), "named_exclusions": words}
    refused([lambda: town.submit(**told)], InvalidInput, "at most 3")


def test_a_code_of_rounds_is_used_once() -> None:
    small_round()

    refused(
        [lambda: reviews.open_review_round(by=OFFICER, at=AT, plan=plan())],
        InvalidInput,
        "the code is taken",
    )


def test_a_bidding_clerk_is_no_officer() -> None:
    town = two_submissions()
    bidder = person("bidder", Role.ENTERPRISE, of=town.firms[0]).actor
    both = replace(bidder, grants=bidder.grants | person("both", Role.BUREAU).actor.grants)

    refused([lambda: reviews.seal_pools(by=both, at=AT, review_round=town.round)], NotAllowed)
