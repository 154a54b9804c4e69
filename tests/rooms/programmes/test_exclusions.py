"""Whom a bidder does not want for a judge in words that fit nobody: settled before any draw."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, transaction
from pytest_django import DjangoDbBlocker

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.base.roles import Role
from kechuang.programmes.models import Bid, ListedItem
from kechuang.reviews import services as reviewing
from kechuang.reviews.models import Expert, NamedExclusion, ReviewRound, Submission
from kechuang.reviews.selectors import possible_experts
from kechuang.reviews.states import Phase
from tests.base.registry.cast import party, person
from tests.rooms.programmes.keeping import lasting
from tests.rooms.programmes.scene import Scene, bid_again, do, item_again, scene
from tests.rooms.reviews import town as reviews

pytestmark = pytest.mark.django_db
ASKED = [
    {"expert": "王不公", "expert_unit": "第七研究院", "why": "有过诉讼"},
    {"expert": "赵无名", "expert_unit": "别处大学", "why": "竞争对手"},
]


class Asked:
    """A round in which the first bidder excludes a name that two experts bear at no known unit,
    and a name that nobody bears."""

    def __init__(self) -> None:
        self.town: Scene = scene()
        self.namesakes = [_expert("王不公"), _expert("王不公")]
        self.colleague = _expert("钱同事", "别处大学")
        item = self.town.bidding()
        self.bid: Bid = self.town.sealed(
            item, self.town.bidder("远方甲公司"), unsuitable_experts=ASKED
        )
        self.town.unsealed(item)
        do(bid_again(self.bid).case, "admit", self.town.officer, "2026-04-20T09:00")
        do(item.case, "finish_check", self.town.officer, "2026-04-20T10:00")
        self.item: ListedItem = item_again(item)

    @property
    def round(self) -> ReviewRound:
        return ReviewRound.objects.get(pk=self.item.review.round_id)

    @property
    def submission(self) -> Submission:
        return self.round.submissions.get()

    @property
    def named(self) -> list[NamedExclusion]:
        return list(self.submission.named_exclusions.all())

    def rule(self, place: int, expert: Expert | None, reason: str = "查阅公开信息") -> None:
        reviewing.rule_on_exclusion(
            by=reviews.OFFICER, at=reviews.AT, named=self.named[place], expert=expert, reason=reason
        )

    def seal(self) -> ReviewRound:
        town = reviews.Town(self.round, [], {}, [])
        for number in range(4):
            unit = party(f"第{number}研究院")
            known = person(f"expert{number}", Role.EXPERT)
            reviews.expert(f"专家{number}", unit, reviews.PLACES[1], known)
        town.submissions = [self.submission]
        return town.sealed()


def _expert(name: str, unit: str = "") -> Expert:
    entry = reviewing.NewExpert(name, ("520",), "推荐")
    row = reviewing.register_expert(by=reviews.OFFICER, at=reviews.AT, expert=entry)
    if unit:
        reviews.state(row, reviewing.NewPost(unit_name=unit))
    return reviewing.confirm_expert(by=reviews.OFFICER, at=reviews.AT, expert=row)


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Asked]:
    with lasting(django_db_blocker):
        yield Asked()


@pytest.fixture
def asked(kept: Asked, db: None) -> Asked:
    return kept


def test_words_that_fit_nobody_are_kept_with_who_may_be_meant(asked: Asked) -> None:
    assert [str(one) for one in asked.named] == ["王不公 · 第七研究院", "赵无名 · 别处大学"]
    assert [possible_experts(one) for one in asked.named] == [asked.namesakes, [asked.colleague]]
    assert not asked.submission.exclusions.exists()


def test_nobody_is_drawn_while_a_request_is_open(asked: Asked) -> None:
    with pytest.raises(WrongState, match="还有 2 条回避请求没有核定"):
        asked.seal()
    asked.rule(0, asked.namesakes[1])
    with pytest.raises(WrongState, match="还有 1 条"):
        reviewing.seal_pools(by=reviews.OFFICER, at=reviews.AT, review_round=asked.round)


def test_who_is_meant_does_not_judge_and_nobody_is_meant_is_said(asked: Asked) -> None:
    asked.rule(0, asked.namesakes[1])
    asked.rule(1, None, "库中没有此人")

    sealed = asked.seal()

    assert sealed.phase == Phase.SEALED
    barred = sealed.conflicts.filter(rule="excluded_by_applicant").values_list("expert", flat=True)
    assert list(barred) == [asked.namesakes[1].pk]
    told = Event.objects.filter(command="rule_on_exclusion").order_by("sequence")
    assert [one.payload["expert"] for one in told] == [asked.namesakes[1].pk, None]


def test_a_request_is_settled_once_with_a_reason(asked: Asked) -> None:
    with pytest.raises(InvalidInput, match="没有写明理由"):
        asked.rule(0, None, " ")
    asked.rule(0, None)

    with pytest.raises(WrongState, match="已经核定"):
        asked.rule(0, asked.namesakes[0])


def test_after_the_sealing_nothing_is_settled(asked: Asked) -> None:
    ReviewRound.objects.filter(pk=asked.round.pk).update(phase=Phase.SEALED)

    with pytest.raises(WrongState, match="封存"):
        asked.rule(0, None)


def test_only_the_rounds_officers_settle(asked: Asked) -> None:
    with pytest.raises(NotAllowed):
        reviewing.rule_on_exclusion(
            by=asked.town.bidders[0][0].actor,
            at=reviews.AT,
            named=asked.named[0],
            expert=None,
            reason="无",
        )


def test_the_words_and_the_ruling_stay_as_they_were(asked: Asked) -> None:
    asked.rule(0, None)
    for row in (asked.named[0], asked.named[0].ruling):
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(reason="改写")


def test_the_page_shows_the_words_and_settles_them(asked: Asked) -> None:
    clerk = person("settling clerk", Role.BUREAU)
    path = f"/reviews/rounds/{asked.round.code}/exclusions/"

    page = clerk.client.get(path).content.decode()
    typed = {"named": asked.named[1].pk, "expert": "none", "reason": "库中没有此人"}
    nothing_said = clerk.client.post(path, {**typed, "expert": ""})
    answer = clerk.client.post(path, typed)

    assert "王不公 · 第七研究院" in page
    assert "有 2 条请求没有对上专家库" in page
    assert nothing_said.status_code == 422
    assert answer.status_code == 302
    assert asked.named[1].ruling.expert is None
    assert "赵无名 · 别处大学" in clerk.client.get(path).content.decode()
