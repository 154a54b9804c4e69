"""Accepting and declining: by whom, with what reason, and how it is kept."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from kechuang.audit.selectors import history_of
from kechuang.base.actors import ANONYMOUS
from kechuang.base.errors import InvalidInput, NotAllowed
from kechuang.matching.models import Match, MatchDecision
from kechuang.matching.selectors import match_of
from kechuang.matching.services import decide_match
from tests.base.registry.cast import AT
from tests.journeys.small_region import Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def match(region: Region) -> Match:
    return match_of(region.demands["open"].pk, region.outcomes["magnet"].pk)


def page_of(region: Region, key: str = "open") -> str:
    return reverse("matching:demand", args=[region.demands[key].pk])


def decide_address(match: Match) -> str:
    return reverse("matching:decide", args=[match.demand_id, match.outcome_id])


@pytest.mark.parametrize("reason", ["", "   "])
def test_declining_without_a_reason_is_refused_in_both_languages(
    region: Region, match: Match, reason: str
) -> None:
    alice = region.people["enterprise"].actor

    with pytest.raises(InvalidInput) as refused:
        decide_match(by=alice, at=AT, match=match, decision="declined", reason=reason)

    assert refused.value.why.zh == "没有写明不合适的理由"
    assert refused.value.why.en == "no reason was given for declining"
    assert not MatchDecision.objects.exists()


@pytest.mark.parametrize(
    ("decision", "reason"), [("maybe", "x"), ("accepted", "x" * 501), ("declined", "a\0b")]
)
def test_what_cannot_be_kept_is_refused(
    region: Region, match: Match, decision: str, reason: str
) -> None:
    with pytest.raises(InvalidInput):
        decide_match(
            by=region.people["bureau"].actor, at=AT, match=match, decision=decision, reason=reason
        )


def test_the_database_refuses_an_unreasoned_decline_too(match: Match) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MatchDecision.objects.create(
            demand_id=match.demand_id,
            outcome_id=match.outcome_id,
            decision="declined",
            decided_by="x",
            decided_at=AT,
        )


@pytest.mark.parametrize("role", ["enterprise", "bureau", "technology_manager"])
def test_those_concerned_decide_and_it_is_recorded(region: Region, match: Match, role: str) -> None:
    by = region.people[role].actor

    kept = decide_match(by=by, at=AT, match=match, decision="declined", reason=" 太贵 ")

    event = history_of(region.demands["open"])[0]
    assert (kept.reason, kept.decided_by) == ("太贵", by.name)
    assert (event.command, event.actor_name) == ("decide_match", by.name)
    assert event.payload["reason"] == "太贵"


@pytest.mark.parametrize("role", ["outsider", "institution", "auditor", "administrator"])
def test_others_do_not_decide(region: Region, match: Match, role: str) -> None:
    with pytest.raises(NotAllowed):
        decide_match(by=region.people[role].actor, at=AT, match=match, decision="accepted")

    assert not MatchDecision.objects.exists()


def test_nobody_decides_anonymously(match: Match) -> None:
    with pytest.raises(NotAllowed):
        decide_match(by=ANONYMOUS, at=AT, match=match, decision="accepted")


def test_a_later_decision_replaces_the_earlier_one(region: Region, match: Match) -> None:
    alice = region.people["enterprise"].actor

    decide_match(by=alice, at=AT, match=match, decision="declined", reason="太贵")
    decide_match(by=alice, at=AT, match=match, decision="accepted")

    assert [kept.decision for kept in MatchDecision.objects.all()] == ["accepted"]
    assert len(history_of(region.demands["open"]).filter(command="decide_match")) == 2


@pytest.mark.parametrize(
    ("role", "opened", "hidden"),
    [
        ("anonymous", 403, 403),
        ("outsider", 403, 403),
        ("institution", 403, 403),
        ("administrator", 403, 403),
        ("enterprise", 200, 403),
        ("technology_manager", 200, 200),
        ("bureau", 200, 200),
        ("auditor", 200, 200),
    ],
)
def test_who_reads_matches(region: Region, role: str, opened: int, hidden: int) -> None:
    client = region.people[role].client if role in region.people else Client()

    for key, expected in (("open", opened), ("hidden", hidden)):
        page = client.get(page_of(region, key))
        listed = client.get(f"/api/demands/{region.demands[key].pk}/matches")
        assert (page.status_code, listed.status_code) == (expected, expected)


def test_a_demand_out_of_sight_is_not_found(region: Region) -> None:
    client = region.people["outsider"].client

    assert client.get(page_of(region, "restricted")).status_code == 404
    assert client.get(page_of(region, "draft")).status_code == 404


def test_deciding_on_the_page(region: Region, match: Match) -> None:
    client = region.people["enterprise"].client

    refused = client.post(decide_address(match), {"decision": "declined", "reason": ""})
    saved = client.post(decide_address(match), {"decision": "declined", "reason": "太贵"})

    assert refused.status_code == 422
    assert "没有写明不合适的理由" in refused.content.decode()
    assert saved.headers["Location"] == page_of(region)
    assert "太贵" in client.get(page_of(region)).content.decode()


def test_an_outsider_decides_nothing_on_the_page(region: Region, match: Match) -> None:
    answer = region.people["outsider"].client.post(decide_address(match), {"decision": "accepted"})

    assert answer.status_code == 403
    assert not MatchDecision.objects.exists()


def test_a_pair_that_was_not_matched_is_not_found(region: Region) -> None:
    address = reverse("matching:decide", args=[region.demands["open"].pk, 999_999])

    answer = region.people["enterprise"].client.post(address, {"decision": "accepted"})

    assert answer.status_code == 404
