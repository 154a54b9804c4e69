"""An expert from the entry to the pool, through the pages alone, by three people."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail

from kechuang.accounts.models import Membership
from kechuang.base.roles import Role
from kechuang.reviews.models import Expert, ExpertContact, Invitation, SealedPool
from kechuang.reviews.services import seal_pools
from kechuang.reviews.states import Topic
from tests.base.registry.cast import Person, clerk, person
from tests.rooms.reviews.town import AT, OFFICER, Town, two_submissions

pytestmark = pytest.mark.django_db
ENTRY = {"name": "新专家", "fields_of": ["520"], "region_code": "990102", "source": "单位推荐"}
EVERYTHING = {
    "kind": "post",
    "about": "远方研究院",
    "complete": Topic.values,
    "as_of": "2026-11-01",
}


@pytest.fixture
def registrar() -> Person:
    return clerk("registrar")


@pytest.fixture
def entered(registrar: Person) -> Expert:
    registrar.client.post("/reviews/experts/new/", ENTRY)
    return Expert.objects.get(name="新专家")


def invited(registrar: Person, entered: Expert) -> str:
    """The address in the mail, which the registrar does not see."""
    sent = registrar.client.post(
        f"/reviews/experts/{entered.pk}/invite/", {"email": "expert@example.com"}
    )
    assert sent.status_code == 302
    message = mail.outbox[-1]
    assert message.to == ["expert@example.com"]
    link = re.search(r"http://testserver(\S+)", str(message.body))
    assert link
    assert link[1] not in registrar.client.get(f"/reviews/experts/{entered.pk}/").content.decode()
    return link[1]


def test_who_is_registered_invited_and_confirmed_by_three_is_in_the_pool(
    registrar: Person, entered: Expert
) -> None:
    known = person("invited", Role.EXPERT)
    link = invited(registrar, entered)

    assert "新专家" in known.client.get(link).content.decode()
    assert known.client.post(link).status_code == 302
    assert known.client.post(f"/reviews/experts/{entered.pk}/state/", EVERYTHING).status_code == 302
    confirmed = clerk("second").client.post(f"/reviews/experts/{entered.pk}/confirm/")

    assert confirmed.status_code == 302
    assert entered.pk in pooled(two_submissions())
    assert ExpertContact.objects.filter(expert=entered, kind="email").count() == 1


def pooled(town: Town) -> set[int]:
    """The experts of the first sealed pool."""
    seal_pools(by=OFFICER, at=AT, review_round=town.round)
    pool = SealedPool.objects.get(submission=town.submissions[0])
    tokens = [token for token, _, _ in pool.content["experts"]]
    return set(town.round.members.filter(token__in=tokens).values_list("expert", flat=True))


def test_without_the_confirmed_address_nobody_is_drawn(entered: Expert) -> None:
    clerk("second").client.post(f"/reviews/experts/{entered.pk}/state/", EVERYTHING)
    clerk("third").client.post(f"/reviews/experts/{entered.pk}/confirm/")

    assert entered.pk not in pooled(two_submissions())


def test_who_entered_an_expert_does_not_confirm(registrar: Person, entered: Expert) -> None:
    refused = registrar.client.post(f"/reviews/experts/{entered.pk}/confirm/")

    entered.refresh_from_db()
    assert (refused.status_code, entered.state) == (422, "registered")
    assert (
        "确认入库" not in registrar.client.get(f"/reviews/experts/{entered.pk}/").content.decode()
    )


def test_a_link_is_used_once_by_an_expert_and_only_while_it_stands(
    registrar: Person, entered: Expert
) -> None:
    first = invited(registrar, entered)
    last = invited(registrar, entered)
    known, other = person("invited", Role.EXPERT), person("other", Role.EXPERT)

    assert known.client.post(first).status_code == 409
    assert clerk("second").client.get(last).status_code == 404
    assert known.client.get(f"{last}0").status_code == 404
    assert known.client.post(last).status_code == 302
    assert other.client.post(last).status_code == 409


def test_whoever_invites_does_not_accept(registrar: Person, entered: Expert) -> None:
    link = invited(registrar, entered)
    Membership.objects.create(
        user_id=registrar.actor.account_id, role=Role.EXPERT, since=AT.date() - timedelta(days=9)
    )

    assert registrar.client.post(link).status_code == 422
    entered.refresh_from_db()
    assert entered.account_id is None


def test_an_invitation_runs_out(registrar: Person, entered: Expert, monkeypatch) -> None:
    link = invited(registrar, entered)
    later = Invitation.objects.get().until
    monkeypatch.setattr("kechuang.reviews.views.invitations.now", lambda: later)

    assert person("late", Role.EXPERT).client.post(link).status_code == 409
