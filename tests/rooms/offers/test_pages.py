"""What people see and click: the clerk, the treasurer, the firm, the auditor, and strangers."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from kechuang.cases.services import enter_procedure
from kechuang.offers import services as offers
from kechuang.offers.models import Application, Offer, OfferList, Reminder
from kechuang.offers.services.applying import open_applications
from kechuang.offers.states import APPLICATION_PROCEDURE, ListState
from kechuang.policies.selectors import listed_clauses
from tests.engines.flow.playing import PROCEDURES
from tests.journeys.small_region import BUYER, REGISTRANT
from tests.rooms.cases.scene import CITY
from tests.rooms.offers.scene import DECISION, FROZEN, Scene


def chosen(scene: Scene) -> dict[str, Any]:
    return {
        "clause": scene.clause.pk,
        "year": 2026,
        "line": scene.town.line.pk,
        "version": scene.version.pk,
    }


def get(scene: Scene, who: str, name: str, *args: Any, **query: Any) -> Any:
    return scene.people[who].client.get(reverse(name, args=args), query)


def post(scene: Scene, who: str, name: str, *args: Any, **typed: Any) -> Any:
    return scene.people[who].client.post(reverse(name, args=args), typed)


def test_the_dry_run_shows_count_sum_and_what_is_left_and_keeps_nothing(scene: Scene) -> None:
    page = get(scene, "clerk", "offers:plan", **chosen(scene))

    text = page.content.decode()
    assert page.status_code == 200
    assert "澜湖电机公司" in text
    assert "星桥机械公司" in text
    assert "差一点" in text
    assert not OfferList.objects.exists()


def test_from_the_dry_run_to_the_notice_by_clicks(scene: Scene) -> None:
    digest = get(scene, "clerk", "offers:plan", **chosen(scene)).context["plan"].digest
    frozen = post(
        scene, "clerk", "offers:freeze", **chosen(scene), digest=digest, decision=DECISION
    )
    number = OfferList.objects.get().number
    assert frozen.url == reverse("offers:list", args=[number])

    assert post(scene, "treasurer", "offers:act", number, "fund").status_code == 302
    assert post(scene, "clerk", "offers:act", number, "issue").status_code == 302
    found = OfferList.objects.get()
    offers.send_offers(by=scene.who("clerk"), at=FROZEN, offer_list=found)
    offer = Offer.objects.get(party=scene.region.mine)
    assert post(scene, "mine", "offers:answer", offer.pk, "confirm").status_code == 302
    assert "待公示" in get(scene, "auditor", "offers:list", number).content.decode()
    assert "澜湖电机公司" in get(scene, "mine", "offers:offer", offer.pk).content.decode()
    assert get(scene, "mine", "offers:mine").status_code == 200
    for reader in ("clerk", "auditor", "treasurer"):
        assert get(scene, reader, "offers:offer", offer.pk).status_code == 200


def test_what_was_not_seen_is_not_frozen(scene: Scene) -> None:
    refused = post(
        scene, "clerk", "offers:freeze", **chosen(scene), digest="0" * 64, decision=DECISION
    )

    assert refused.status_code == 409
    assert not OfferList.objects.exists()


def test_a_stranger_finds_neither_list_nor_offer(scene: Scene) -> None:
    issued = scene.issued()
    offer = scene.offer(issued)

    assert get(scene, "strange", "offers:offer", offer.pk).status_code == 404
    assert get(scene, "strange", "offers:list", issued.number).status_code == 403
    assert post(scene, "strange", "offers:answer", offer.pk, "confirm").status_code == 404


def test_a_district_clerk_reads_the_firms_of_the_district_only(scene: Scene) -> None:
    """The district has no firm on the list."""
    issued = scene.issued()

    assert get(scene, "district", "offers:list", issued.number).status_code == 403
    assert get(scene, "district", "offers:offer", scene.offer(issued).pk).status_code == 404


@pytest.mark.parametrize("act", ["fund", "issue", "send", "publicise", "approve", "pay", "drop"])
def test_an_auditor_reads_and_does_nothing(scene: Scene, act: str) -> None:
    issued = scene.issued()

    assert get(scene, "auditor", "offers:list", issued.number).context["acts"] == []
    given = post(scene, "auditor", "offers:act", issued.number, act, reason="试")
    assert given.status_code in (403, 409)
    assert OfferList.objects.get().state == ListState.ISSUED


@pytest.fixture
def applications(scene: Scene) -> Scene:
    version = enter_procedure(by=CITY, at=FROZEN, content=PROCEDURES[APPLICATION_PROCEDURE].source)
    open_applications(by=CITY, at=FROZEN, version=version, year=2026)
    return scene


def answer_of(scene: Scene, key: tuple[str, str] = BUYER, firm: str = "mine") -> Any:
    run = scene.region.run
    assert run is not None
    return run.entitlements.get(party=getattr(scene.region, firm), pack_id=key[0], clause_id=key[1])


def test_one_click_begins_an_application_with_facts_and_their_sources(
    applications: Scene,
) -> None:
    begun = post(applications, "mine", "offers:apply", answer_of(applications).pk)

    application = Application.objects.get()
    assert begun.status_code == 302
    draft = application.case.draft
    assert draft["clause"]
    assert any("金丝雀账册" in row.get("origin", "") for row in draft["facts_used"])
    shown = applications.people["mine"].client.get(begun.url)
    assert shown.status_code == 200
    assert "金丝雀账册" in shown.content.decode()


def test_an_application_and_an_offer_bar_each_other(applications: Scene) -> None:
    post(applications, "mine", "offers:apply", answer_of(applications).pk)

    again = post(applications, "mine", "offers:apply", answer_of(applications).pk)

    assert again.status_code == 409
    assert applications.plan().apart["already"] == 1


def test_one_applies_for_ones_own_firm_under_a_clause_that_is_met(applications: Scene) -> None:
    of_another = post(applications, "strange", "offers:apply", answer_of(applications).pk)
    near = answer_of(applications, firm="near")
    by_nobody = post(applications, "clerk", "offers:apply", near.pk)

    assert (of_another.status_code, by_nobody.status_code) == (403, 403)


def test_who_has_not_claimed_is_listed_with_the_sum_and_reminded_once(scene: Scene) -> None:
    board = get(scene, "clerk", "offers:unclaimed")
    row = next(r for r in board.context["rows"] if r.clause == scene.clause)
    assert (row.firms, row.certain_fen) == (2, scene.plan().total_fen)

    assert post(scene, "clerk", "offers:remind", *BUYER).status_code == 302
    assert Reminder.objects.count() == 2
    assert post(scene, "clerk", "offers:remind", *BUYER).status_code == 409
    assert "您还有可以享受的政策" in get(scene, "mine", "offers:mine").content.decode()
    assert get(scene, "clerk", "offers:unclaimed_clause", *BUYER).status_code == 200


def test_who_has_an_offer_has_claimed(scene: Scene) -> None:
    scene.issued()

    board = get(scene, "clerk", "offers:unclaimed")

    assert scene.clause not in [row.clause for row in board.context["rows"]]


def test_other_clauses_stay_unclaimed(scene: Scene) -> None:
    scene.issued()

    clauses = [row.clause for row in get(scene, "auditor", "offers:unclaimed").context["rows"]]

    assert listed_clauses()[REGISTRANT] in clauses


def test_a_reminder_cannot_be_taken_back(scene: Scene) -> None:
    post(scene, "clerk", "offers:remind", *BUYER)

    with pytest.raises(DatabaseError), transaction.atomic():
        Reminder.objects.all().delete()
