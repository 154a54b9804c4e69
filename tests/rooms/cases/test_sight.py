"""Names and papers are read as the procedure's visibility says, state by state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kechuang.cases import selectors
from kechuang.cases.models import Case, Participant, ProcedureVersion
from kechuang.cases.presenting.papers import papers_of
from kechuang.cases.presenting.sections import sections_of
from kechuang.cases.selectors import (
    course_of,
    named_cases,
    reading_of,
    sight_of,
    terms,
    timeline_for,
)
from kechuang.cases.selectors.timeline import EntryKind
from kechuang.files.access import can_download
from tests.rooms.cases.scene import (
    BEGUN,
    bid,
    fresh,
    hand_in,
    need,
    opened,
    publicised,
    sealed,
    wait,
)

pytestmark = pytest.mark.django_db
NAMES = {"lead_unit", "project_leader", "bid_commitment"}


@pytest.fixture
def checked(facts, una, university, alice) -> Case:
    """A bid in its formal check; the demander of the item takes part in it to look on."""
    facts["bids_close_on"] = date(2026, 4, 15)
    case = bid(una.actor, university, opened("challenge-bid"))
    sealed(case, una.actor, "2026-04-10T09:00")
    case = wait(case, "2026-04-15T17:00")
    Participant.objects.create(
        case=case, role="demander", account_id=alice.actor.account_id, since=BEGUN
    )
    return case


def labels(case: Case, who) -> set[str]:
    course = course_of(case, BEGUN)
    sections = sections_of(course, frozenset(), sight_of(who.actor, case))
    return {answer.label.zh for section in sections for answer in section.answers}


def test_the_bidder_and_the_authority_read_who_bids_and_the_demander_does_not(
    checked, una, clerk, auditor, alice
):
    for person in (una, clerk, auditor):
        sight = sight_of(person.actor, checked)
        assert all(map(sight.sees, NAMES))
        assert sight.sees_party
    blind = sight_of(alice.actor, checked)
    assert not any(map(blind.sees, NAMES))
    assert not blind.sees_party
    assert blind.sees("bid_budget")


def test_the_demander_reads_who_won_once_it_is_chosen(checked, alice):
    Case.objects.filter(pk=checked.pk).update(state="chosen")

    assert sight_of(alice.actor, fresh(checked)).sees_party


def test_what_names_people_is_left_out_of_the_page(checked, alice, clerk):
    assert {"牵头单位", "技术总师"} <= labels(checked, clerk)
    assert labels(checked, alice) == labels(checked, clerk) - {"牵头单位", "技术总师"}
    course = course_of(checked, BEGUN)
    assert papers_of(course, frozenset(), sight_of(alice.actor, checked)) == []
    assert len(papers_of(course, frozenset(), sight_of(clerk.actor, checked))) == 1


def test_a_paper_that_may_not_be_read_is_not_downloaded_either(checked, alice, clerk):
    plan, promise = checked.attachments.get().file, checked.documents.get().file

    assert can_download(clerk.actor, plan)
    assert can_download(clerk.actor, promise)
    assert can_download(alice.actor, plan)
    assert not can_download(alice.actor, promise)


def test_the_timeline_tells_no_file_name_and_nobody_who_may_not_be_known(checked, alice, clerk):
    def filed(who) -> set[str]:
        entries = timeline_for(checked, reading_of(checked, who.actor))
        return {one.detail.zh for one in entries if one.kind is EntryKind.DOCUMENT}

    assert filed(clerk) == {"承诺书.txt"}
    assert filed(alice) == {""}


def test_a_unit_is_searched_for_and_listed_only_where_it_may_be_known(
    checked, una, alice, clerk, university
):
    assert list(named_cases(clerk.actor)) == [checked]
    assert list(named_cases(una.actor)) == [checked]
    assert not named_cases(alice.actor).exists()

    for person, seen in ((clerk, True), (alice, False)):
        listed = person.client.get("/cases/").content.decode()
        found = person.client.get("/cases/", {"q": university.name}).content.decode()
        page = person.client.get(f"/cases/{checked.number}/").content.decode()
        assert (university.name in listed) is seen
        assert (f"/cases/{checked.number}/" in found.split('id="registry"')[1]) is seen
        assert (university.name in page) is seen
        assert checked.number in listed


def test_the_receipt_is_given_whole_or_not_at_all(checked, una, alice, university):
    address = f"/cases/receipts/{checked.seals.get().number}/"

    assert una.client.get(f"{address}file/").status_code == 200
    assert alice.client.get(f"{address}file/").status_code == 403
    assert university.name in una.client.get(address).content.decode()
    shown = alice.client.get(address).content.decode()
    assert university.name not in shown
    assert "李四" not in shown


def test_the_demander_does_not_read_the_record_of_the_review(facts, alice, yunlan, clerk):
    case = publicised(alice.actor, yunlan, clerk.actor)
    record = case.documents.get(document="review_record").file

    assert not can_download(alice.actor, record)
    assert can_download(clerk.actor, record)
    assert "review_record" not in {
        paper.id
        for paper in papers_of(course_of(case, BEGUN), frozenset(), sight_of(alice.actor, case))
    }


def test_without_visibility_in_the_procedure_everything_is_read(checked, alice, monkeypatch):
    """The guard is the pack's own section: without it the same reader sees the names."""
    version = ProcedureVersion.objects.get(pk=checked.round.version_id)
    silent = replace(terms.procedure_of(version), visibility=None)
    monkeypatch.setattr(selectors.sight, "procedure_of", lambda version: silent)

    assert sight_of(alice.actor, checked).sees_party
    assert "牵头单位" in labels(checked, alice)


def test_evidence_is_for_the_authority_and_for_who_handed_it_in(facts, alice, yunlan, clerk, una):
    from kechuang.cases.services import lodge_objection
    from tests.rooms.cases.scene import at, paper

    case = publicised(alice.actor, yunlan, clerk.actor)
    noon = at("2026-05-13T12:00")
    evidence = paper(una.actor, "证据.pdf", noon)
    lodge_objection(by=una.actor, at=noon, case=case, text="有纠纷", evidence=evidence)

    assert can_download(una.actor, evidence)
    assert can_download(clerk.actor, evidence)
    assert not can_download(alice.actor, evidence)


def test_who_uploaded_a_paper_and_left_reads_it_no_more(facts, alice, bob, yunlan):
    case = need(alice.actor, yunlan, opened())
    hand_in(case, "need_commitment", bob.actor, "2026-03-02T10:00")
    paper = case.documents.latest("pk").file
    assert can_download(bob.actor, paper)

    left = replace(bob.actor, grants=frozenset())

    assert not can_download(left, paper)
