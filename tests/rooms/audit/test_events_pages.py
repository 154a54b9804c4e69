"""Who reads the chain, and the head that anybody may keep."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from kechuang.audit.selectors import chain_head
from kechuang.audit.services import record
from kechuang.base.actors import system_actor
from kechuang.parties.models import Party
from tests.cast import AT, Person

CANARY = "canary_command"
SAID = "金丝雀事由"


@pytest.fixture(autouse=True)
def _event(yunlan: Party) -> None:
    append(yunlan)


def append(target: Party) -> None:
    record(by=system_actor("nightly"), at=AT, command=CANARY, target=target, payload={"note": SAID})


def test_a_command_may_say_how_many_items(auditor: Person, yunlan: Party) -> None:
    said = {"items": 3, "keys": "甲"}
    record(by=system_actor("nightly"), at=AT, command=CANARY, target=yunlan, payload=said)

    page = auditor.client.get(f"/audit/{chain_head().sequence}/").content.decode()

    assert "<dd>3</dd>" in page
    assert "<dd>甲</dd>" in page


def test_the_records_that_an_event_sealed_are_listed(auditor: Person, yunlan: Party) -> None:
    by = system_actor("nightly")
    event = record(by=by, at=AT, command=CANARY, target=yunlan, payload={}, sealed=[yunlan])

    page = auditor.client.get(f"/audit/{event.sequence}/").content.decode()

    assert f"parties.party {yunlan.pk}" in page
    assert yunlan.name not in page


@pytest.mark.parametrize("who", ["auditor", "admin"])
def test_auditors_and_administrators_read_events(who: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(who).client.get("/audit/")

    assert CANARY in page.content.decode()


@pytest.mark.parametrize("who", ["alice", "charlie", "una", "clerk", "district_clerk", "anonymous"])
@pytest.mark.parametrize("address", ["/audit/", "/audit/?export=xlsx"])
def test_everybody_else_is_refused(who: str, address: str, request: pytest.FixtureRequest) -> None:
    answer = request.getfixturevalue(who).client.get(address)

    assert answer.status_code == 403
    assert CANARY.encode() not in answer.content


def test_anybody_may_keep_the_head(anonymous: Person) -> None:
    page = anonymous.client.get("/audit/anchors/").content.decode()

    assert chain_head().own_hash in page
    assert "尚未公布" in page
    assert CANARY not in page


def test_what_a_command_said_is_for_auditors(auditor: Person, admin: Person) -> None:
    auditor_sees = auditor.client.get("/audit/1/").content.decode()
    administrator_sees = admin.client.get("/audit/1/").content.decode()

    assert SAID in auditor_sees
    assert SAID not in administrator_sees
    assert "命令的内容仅审计人员可见" in administrator_sees


@pytest.mark.parametrize("who", ["alice", "clerk", "admin", "anonymous"])
def test_proofs_open_payloads_and_are_for_auditors(
    who: str, request: pytest.FixtureRequest
) -> None:
    answer = request.getfixturevalue(who).client.get("/audit/1/proof.json")

    assert answer.status_code == 403
    assert SAID.encode() not in answer.content


def test_a_longer_list_asks_no_more_questions(
    auditor: Person, yunlan: Party, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(9, exact=False) as first:
        auditor.client.get("/audit/")
    append(yunlan)
    append(yunlan)

    with django_assert_num_queries(len(first)):
        auditor.client.get("/audit/")
