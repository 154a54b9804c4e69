"""A small round: two firms submit, nine experts of nine units and three cities may be drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from kechuang.accounts.models import User
from kechuang.base.actors import Actor, system_actor
from kechuang.base.roles import Role
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind
from kechuang.reviews import services as reviews
from kechuang.reviews.digests import contact_digest, identity_digest
from kechuang.reviews.models import Assignment, BlindCopy, Expert, ReviewRound, Submission
from kechuang.reviews.selectors import expertise_scores
from kechuang.reviews.states import STANDING, ContactKind, Method, Topic
from tests.base.registry.cast import Person, party, person

AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
DUE = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
OVERDUE = datetime(2026, 12, 11, 9, 0, tzinfo=UTC)
REVIEW_ON = date(2026, 12, 1)
OFFICER = system_actor("评审处 officer")
HOME = "990101"
PLACES = ("990102", "110105", "310115")
"""Yunlan itself and two cities elsewhere."""
CRITERIA = (
    reviews.NewCriterion("novelty", "创新性", "Novelty", 6_000),
    reviews.NewCriterion("worth", "价值", "Worth", 4_000),
)
Make = Callable[..., Party]
Enrol = Callable[..., Person]


@dataclass
class Town:
    """The records of a small round; every command is given by the officer or a reviewer."""

    round: ReviewRound
    experts: list[Expert]
    people: dict[int, Person]
    firms: list[Party]
    submissions: list[Submission] = field(default_factory=list)

    def submit(self, firm: Party | None = None, **changes: object) -> Submission:
        number = len(self.submissions)
        made = reviews.enter_submission(
            by=OFFICER,
            at=AT,
            review_round=self.round,
            submission=submission(firm or self.firms[number % 2], number, **changes),
        )
        self.submissions.append(made)
        return made

    def copied(self) -> None:
        """A copy of every original; the copies' making is tested elsewhere."""
        for one in self.submissions:
            for original in one.originals.all():
                file = stored(f"匿名副本 {original.pk}")
                BlindCopy.objects.create(
                    original=original, revision=1, file=file, report={}, made_at=AT
                )

    def sealed(self) -> ReviewRound:
        self.copied()
        self.round = reviews.seal_pools(by=OFFICER, at=AT, review_round=self.round)
        return self.round

    def drawn(self) -> list[Assignment]:
        """Drawn or assigned by expertise, as the round says."""
        self.sealed()
        if self.round.method == Method.DRAW:
            reviews.draw_panels(by=OFFICER, at=AT, review_round=self.round, public_word="开奖 0417")
        else:
            scores = expertise_scores(self.round)
            reviews.assign_panels(by=OFFICER, at=AT, review_round=self.round, scores=scores)
        return self.refreshed()

    def scoring(self) -> list[Assignment]:
        self.drawn()
        reviews.start_scoring(by=OFFICER, at=AT, review_round=self.round)
        return self.refreshed()

    def opened(self) -> list[Assignment]:
        for place, seat in enumerate(self.scoring()):
            self.report(seat, novelty=60 + place, worth=80)
        reviews.open_scores(by=OFFICER, at=AT, review_round=self.round)
        return self.refreshed()

    def refreshed(self) -> list[Assignment]:
        """The standing seats, after the round's row was read again."""
        self.round = ReviewRound.objects.get(pk=self.round.pk)
        self.submissions = list(self.round.submissions.order_by("pk"))
        seats = Assignment.objects.filter(submission__round=self.round, state__in=STANDING)
        return list(seats.select_related("submission__round", "expert", "member").order_by("pk"))

    def report(self, seat: Assignment, *, at: datetime = AT, **marks: int) -> None:
        reviews.submit_report(
            by=self.actor(seat), at=at, assignment=seat, marks=marks, opinion="可行"
        )

    def actor(self, seat: Assignment) -> Actor:
        return self.people[seat.expert_id].actor


def small_round(
    *, make: Make = party, enrol: Enrol = person, prefix: str = "", **changes: object
) -> Town:
    """A round without submissions; ``changes`` of its plan."""
    review_round = reviews.open_review_round(by=OFFICER, at=AT, plan=plan(prefix, **changes))
    firms = [make(f"{prefix}云澜{name}科技有限公司") for name in "甲乙"]
    town = Town(review_round, [], {}, firms)
    for number in range(9):
        unit = make(f"{prefix}第{number}研究院", kind=PartyKind.INSTITUTE)
        known = enrol(f"{prefix}expert{number}", Role.EXPERT)
        row = expert(f"{prefix}专家{number}", unit, PLACES[number % 3], known)
        town.experts.append(row)
        town.people[row.pk] = known
    return town


def two_submissions(**changes: object) -> Town:
    town = small_round(**changes)
    town.submit()
    town.submit()
    return town


def plan(prefix: str = "", **changes: object) -> reviews.RoundPlan:
    values = {
        "code": f"{prefix}round",
        "title": "揭榜挂帅评审（虚构示例）",
        "region_code": "990100",
        "review_on": REVIEW_ON,
        "due_at": DUE,
        "criteria": CRITERIA,
        "load_limit": 2,
    }
    return reviews.RoundPlan(**{**values, **changes})


def expert(name: str, unit: Party | None, region: str, known: Person | None = None) -> Expert:
    """A confirmed expert of whom everything has been told."""
    account = User.objects.get(pk=known.actor.account_id) if known else None
    row = reviews.register_expert(
        by=OFFICER,
        at=AT,
        expert=reviews.NewExpert(
            name=name,
            fields=("520",),
            source="本人填报",
            region_code=region,
            identity_number=f"ID {name}",
            is_email_confirmed=True,
            account=account,
        ),
    )
    said = [reviews.NewPost(party=unit)] if unit else []
    state(row, *said, complete=tuple(Topic))
    return reviews.confirm_expert(by=OFFICER, at=AT, expert=row)


def state(row: Expert, *said: object, complete: tuple[Topic, ...] = ()) -> None:
    reviews.state_about_expert(
        by=OFFICER,
        at=AT,
        expert=row,
        said=said,
        source="论文库 2026-11",
        as_of=date(2026, 11, 1),
        complete=complete,
    )


def submission(firm: Party, number: int, **changes: object) -> reviews.NewSubmission:
    values = {
        "reference": f"case:{firm.pk}-{number}",
        "title": f"项目{number}",
        "region_code": HOME,
        "applicants": ((firm, "牵头单位"),),
        "people": (
            reviews.NewPerson(
                f"申请人{number}",
                phone=f"1380013800{number}",
                email=f"a{number}@example.com",
                identity_digest=identity_digest(f"ID applicant {number}"),
            ),
        ),
        "files": (stored(f"申请书 {number}"),),
        "account_digest": contact_digest(ContactKind.ACCOUNT, f"62220000{number}"),
        "address": f"云澜市澜湖路{number}号",
    }
    return reviews.NewSubmission(**{**values, **changes})


def stored(text: str) -> StoredFile:
    return store_file(by=OFFICER, at=AT, name="材料.txt", content=text.encode())
