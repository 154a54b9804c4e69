"""The contract as a browser drafts it: what the page shows is enough, once the people are named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from kechuang.base.roles import Role
from kechuang.programmes.models import Award, Contract
from tests.proof.forms import Form
from tests.proof.pages import Page
from tests.rooms.programmes.keeping import lasting
from tests.rooms.programmes.pages.at_desk import address, client_of, on, text_of
from tests.rooms.programmes.scene import Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """An item was approved, and its contract is still to be drafted."""
    with lasting(django_db_blocker):
        town = scene()
        town.approved()
        yield town


@pytest.fixture
def clerk(kept_town: Scene, monkeypatch: pytest.MonkeyPatch) -> Client:
    on(monkeypatch, "2026-05-25T09:00")
    return client_of(kept_town.again().scorer("drafting clerk"))


@pytest.fixture
def award(kept_town: Scene) -> Award:
    return Award.objects.get()


@pytest.fixture
def posts(kept_town: Scene, award: Award) -> dict[str, str]:
    """Two people of the winner."""
    unit = award.bid.party
    enrolled = {
        post: kept_town.enrol(f"{post} of the winner", Role.INSTITUTION, of=unit).actor
        for post in ("chief", "assistant")
    }
    return {post: str(actor.account_id) for post, actor in enrolled.items()}


def test_what_the_page_shows_is_drafted_as_it_stands(
    clerk: Client, award: Award, posts: dict[str, str]
) -> None:
    place = address("draft_contract", award.pk)

    answer = clerk.post(place, shown(clerk, place).filled | posts)

    contract = Contract.objects.get(party=award.bid.party)
    assert answer.headers["Location"] == address("contract", contract.number)
    assert [each.share_bp for each in contract.milestones.all()] == [6_000, 0, 4_000]
    assert [str(contract.chief_id), str(contract.assistant_id)] == [*posts.values()]


def test_a_milestone_that_was_changed_is_drafted_as_changed(
    clerk: Client, award: Award, posts: dict[str, str]
) -> None:
    place = address("draft_contract", award.pk)
    changed = {"milestones-1-goal": "样机通过试跑", "milestones-1-pass_score": "60"}

    clerk.post(place, shown(clerk, place).filled | posts | changed)

    milestone = Contract.objects.get(party=award.bid.party).milestones.get(position=2)
    assert (milestone.goal, milestone.pass_score) == ("样机通过试跑", 60)


def shown(reader: Client, place: str) -> Form:
    """The form of the draft as a browser has it."""
    forms = Page(text_of(reader, place)).forms
    return next(form for form in forms if "milestones-0-goal" in form.names)
