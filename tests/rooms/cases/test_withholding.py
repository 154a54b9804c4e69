"""The audit pages do not tell who bids before bids are opened; the chain holds it all the same."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.audit import withholding
from kechuang.audit.models import Event
from kechuang.audit.selectors import verify_chain
from kechuang.audit.withholding import events_as_told
from kechuang.cases.models import Case
from tests.rooms.cases.scene import bid, opened, sealed, wait

pytestmark = pytest.mark.django_db
ALL = {
    "begin_case", "save_draft", "attach_file", "attach_document", "take_step", "note_clocks",
    "seal_case", "store_file",
}  # fmt: skip


@pytest.fixture
def sealed_bid(facts, una, university) -> Case:
    facts["bids_close_on"] = date(2026, 4, 15)
    case = bid(una.actor, university, opened("challenge-bid"))
    sealed(case, una.actor, "2026-04-10T09:00")
    return case


def withheld() -> set[str]:
    return set(events_as_told().filter(is_withheld=True).values_list("command", flat=True))


def test_all_that_was_done_for_a_bid_is_withheld_until_it_is_opened(sealed_bid):
    told = set(events_as_told().filter(is_withheld=False).values_list("command", flat=True))

    assert withheld() <= ALL
    assert {"begin_case", "seal_case", "store_file"} <= withheld()
    assert told.isdisjoint({"begin_case", "save_draft", "seal_case"})
    assert not verify_chain().breaks

    wait(sealed_bid, "2026-04-15T17:00")

    assert withheld() == set()


def test_the_list_names_nobody_and_finds_nobody(sealed_bid, auditor):
    listed = auditor.client.get("/audit/").content.decode()
    found = auditor.client.get("/audit/", {"actor": "una"}).content.decode()
    saved = auditor.client.get("/audit/", {"export": "xlsx"})

    assert listed.count("封存中，启封后可见") >= 3
    assert "una" not in listed
    assert "没有符合条件的记录" in found
    assert saved.status_code == 200

    wait(sealed_bid, "2026-04-15T17:00")

    assert "una" in auditor.client.get("/audit/").content.decode()


def test_one_event_says_its_hash_and_no_more(sealed_bid, auditor, una):
    event = Event.objects.get(command="seal_case")
    shown = auditor.client.get(f"/audit/{event.sequence}/").content.decode()

    assert event.own_hash in shown
    assert "una" not in shown
    assert "seal_case" not in shown
    assert sealed_bid.number not in shown
    assert auditor.client.get(f"/audit/{event.sequence}/proof.json").status_code == 404


def test_without_the_rule_everything_is_told(sealed_bid, auditor, monkeypatch):
    monkeypatch.setattr(withholding, "_RULES", [])

    assert withheld() == set()
    assert "una" in auditor.client.get("/audit/").content.decode()
