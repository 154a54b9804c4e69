"""A healthy round: conflicts, copies with settled leaks, a recusal, reports opened, a name read."""

from __future__ import annotations

from kechuang.base.roles import Role
from kechuang.reviews import services as reviews
from kechuang.reviews.models import LeakFinding, Report, Submission
from kechuang.reviews.states import ContactKind
from tests.journeys.small_region import party, person
from tests.rooms.reviews.papers import written
from tests.rooms.reviews.town import AT, OFFICER, Town, small_round, state


def build_reviews() -> Town:
    town = small_round(make=party, enrol=person, prefix="x")
    first = town.submit(
        files=(written("详见 www.example.com 。"),),
        exclusions=((town.experts[0], "同行竞争"),),
        named_exclusions=(
            reviews.NewNamedExclusion("某专家", "某研究院", "有过诉讼"),
            reviews.NewNamedExclusion("无此人", "别处大学"),
        ),
    )
    _rule(town, first)
    state(town.experts[1], reviews.NewContact(ContactKind.PHONE, "13800138000"))
    reviews.enter_conflict(
        by=OFFICER,
        at=AT,
        submission=first,
        expert=town.experts[2],
        reason="群众反映",
        source="来信",
    )
    _blind(town)
    _review(town)
    _unblind()
    return town


def _rule(town: Town, submission: Submission) -> None:
    meant = (town.experts[3], None)
    for named, expert in zip(submission.named_exclusions.all(), meant, strict=True):
        reviews.rule_on_exclusion(
            by=OFFICER, at=AT, named=named, expert=expert, reason="查阅公开信息"
        )


def _blind(town: Town) -> None:
    (submission,) = town.submissions
    reviews.make_blind_copies(by=OFFICER, at=AT, submission=submission)
    findings = list(LeakFinding.objects.all())
    reviews.accept_leaks(by=OFFICER, at=AT, findings=findings, reason="公开网址")


def _review(town: Town) -> None:
    reviews.seal_pools(by=OFFICER, at=AT, review_round=town.round)
    reviews.draw_panels(by=OFFICER, at=AT, review_round=town.round, public_word="0417")
    reviews.start_scoring(by=OFFICER, at=AT, review_round=town.round)
    seats = town.refreshed()
    reviews.recuse_reviewer(by=town.actor(seats[0]), at=AT, assignment=seats[0], reason="相识")
    for seat in town.refreshed():
        town.report(seat, novelty=70, worth=80)
    reviews.open_scores(by=OFFICER, at=AT, review_round=town.round)
    town.refreshed()
    reviews.note_consensus(by=OFFICER, at=AT, submission=town.submissions[0], text="一致同意")


def _unblind() -> None:
    asker, other = (person(f"unblinding_{name}", Role.BUREAU).actor for name in ("one", "two"))
    report = Report.objects.earliest("pk")
    asked = reviews.ask_unblinding(by=asker, at=AT, report=report, reason="疑似雷同")
    reviews.approve_unblinding(by=other, at=AT, asked=asked)
