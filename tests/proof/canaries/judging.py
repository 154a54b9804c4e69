"""The stages of the review: copies, the lot, reports, the opening."""

from __future__ import annotations

from datetime import timedelta

from kechuang.reviews import services as reviews
from kechuang.reviews.models import Assignment, LeakFinding, NamedExclusion, Report
from kechuang.reviews.states import LeakState
from tests.proof.canaries.town import EXPERTS, Town
from tests.rooms.cases.scene import do, hand_in
from tests.rooms.programmes.scene import bid_again

MARKS = {"a": 71, "b": 64, "v": 72, "w": 63}


def preparing(town: Town) -> None:
    """Sent to the review; copies without identity are made, a conflict is entered by hand."""
    town.to("2026-04-20T09:00")
    for letter in town.sealed:
        do(bid_again(town.bids[letter]).case, "admit", town.officer.actor, "2026-04-20T09:00")
    do(town.item.case, "finish_check", town.officer.actor, "2026-04-20T10:00")
    town.to("2026-04-21T09:00")
    for submission in town.round.submissions.all():
        reviews.make_blind_copies(**town.by_officer(), submission=submission)
    _enter_conflict(town)


def sealed_pools(town: Town) -> None:
    town.to("2026-04-22T09:00")
    flagged = LeakFinding.objects.filter(
        copy__original__submission__round=town.round, state=LeakState.FLAGGED
    )
    if flagged:
        reviews.accept_leaks(**town.by_officer(), findings=list(flagged), reason="不指向具体单位")
    for named in NamedExclusion.objects.filter(submission__round=town.round):
        ruling = {"named": named, "expert": None, "reason": "库中没有此人"}
        reviews.rule_on_exclusion(**town.by_officer(), **ruling)
    reviews.seal_pools(**town.by_officer(), review_round=town.round)
    seed, known = town.round.seed, town.canaries
    known.note(seed.value, "round", "seed")
    known.note(seed.unit_key, "round", "round_key")
    known.note(town.round.order_key, "round", "round_key")
    for member in town.round.members.all():
        known.note(member.token, f"expert:{town.number_of(member.expert_id)}", "public_code")


def assigned(town: Town) -> None:
    """Drawn; one of the drawn steps aside and another comes."""
    town.to("2026-04-23T09:00")
    reviews.draw_panels(**town.by_officer(), review_round=town.round, public_word="开奖 0417")
    seat = town.seats()[0]
    subject = f"expert:{town.number_of(seat.expert_id)}"
    reason = town.canaries.word(subject, "recusal")
    reviews.recuse_reviewer(
        by=town.person_of(seat).actor, at=town.clock.at, assignment=seat, reason=reason
    )


def scoring(town: Town) -> None:
    """Every report but one is handed in, and sealed."""
    town.to("2026-04-27T09:00")
    reviews.start_scoring(**town.by_officer(), review_round=town.round)
    for place, seat in enumerate(town.standing_seats()[:-1]):
        _hand_in_report(town, seat, more=place)


def opened(town: Town) -> None:
    town.to("2026-05-04T09:00")
    _hand_in_report(town, town.standing_seats()[-1])
    reviews.open_scores(**town.by_officer(), review_round=town.round)
    for seat in town.standing_seats()[::3]:
        letter = town.letter_of(seat.submission)
        note = town.canaries.word(f"report:{letter}:", "note")
        reviews.note_consensus(
            by=town.person_of(seat).actor, at=town.clock.at, submission=seat.submission, text=note
        )
    report = Report.objects.filter(assignment__submission__round=town.round).earliest("pk")
    reason = town.canaries.word("round", "unblinding")
    reviews.ask_unblinding(**town.by_officer(), report=report, reason=reason)


def closed(town: Town) -> None:
    town.to("2026-05-06T08:00")
    reviews.close_review_round(**town.by_officer(), review_round=town.round)
    hand_in(town.item.case, "review_record", town.officer.actor, "2026-05-06T08:00")
    do(town.item.case, "close_review", town.officer.actor, "2026-05-06T09:00")
    town.to("2026-05-06T10:00")


def _hand_in_report(town: Town, seat: Assignment, *, more: int = 0) -> None:
    letter, number = town.letter_of(seat.submission), town.number_of(seat.expert_id)
    subject, mark = f"report:{letter}:{number}", MARKS[letter] + more
    criteria = seat.submission.round.criteria.values_list("code", flat=True)
    report = reviews.submit_report(
        by=town.person_of(seat).actor,
        at=town.clock.at + timedelta(minutes=more),
        assignment=seat,
        marks=dict.fromkeys(criteria, mark),
        opinion=town.canaries.word(subject, "opinion"),
        comments={code: town.canaries.word(subject, "opinion") for code in criteria},
    )
    town.canaries.note(report.salt, subject, "round_key")


def _enter_conflict(town: Town) -> None:
    """The last expert may not judge the first bid."""
    number = EXPERTS - 1
    subject = f"expert:{number}"
    reviews.enter_conflict(
        **town.by_officer(),
        submission=bid_again(town.bids[town.sealed[0]]).submission.submission,
        expert=town.experts[number][0],
        reason=town.canaries.word(subject, "conflict"),
        source=town.canaries.word(subject, "conflict"),
    )
