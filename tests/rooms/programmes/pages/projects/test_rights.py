"""Who may open and give what: the page and the command answer alike, and strangers find nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from kechuang.programmes.presenting.projects.acts import ACTS
from tests.rooms.programmes.pages.projects.desk import (
    CONTENT,
    GATE_ACTS,
    READERS,
    Desk,
    Everything,
    everything,
)

pytestmark = pytest.mark.django_db
PAGES = ("project", "contract", "changes", "spending", "spending_account", "acceptance", "ending",
         "integrity")  # fmt: skip
STRANGERS = ("expert", "anonymous")
TEAM, WINNER, DEMANDER = {"chief"}, {"chief", "assistant"}, {"demander"}
OFFICE, TREASURER, CLERK = {"clerk", "treasurer"}, {"treasurer"}, {"clerk"}
OF_RACES = ("open_gate", "score_lane", *GATE_ACTS)
ALLOWED = {
    "sign_contract": WINNER,
    "withdraw_contract": OFFICE,
    "conclude_contract": TREASURER,
    "attach_evidence": WINNER,
    "report_milestone": TEAM,
    "score_milestone": CLERK,
    "invite_to_milestone": CLERK,
    "end_milestone_scoring": CLERK,
    "recommend_milestone": OFFICE,
    "accept_milestone": TREASURER,
    "order_rectification": OFFICE,
    "ask_change": TEAM,
    "consent_to_change": DEMANDER,
    "make_change": OFFICE,
    "refuse_change": OFFICE,
    "enter_expense": WINNER,
    "import_expenses": WINNER,
    "attach_voucher": WINNER,
    "clear_expense": OFFICE,
    "reject_expense": OFFICE,
    "cancel_expense": WINNER,
    "find_listed": OFFICE | {"auditor"},
    "record_repayment": OFFICE,
    "record_panel_opinion": OFFICE,
    "give_demander_opinion": DEMANDER,
    "record_evaluation": OFFICE,
    "record_follow_up": OFFICE | WINNER | DEMANDER,
    "propose_termination": OFFICE,
    "confirm_termination": TREASURER,
    "decline_termination": TREASURER,
    "make_exemption_file": OFFICE,
    "record_integrity": OFFICE,
    "file_appeal": WINNER,
    "decide_appeal": OFFICE,
    "open_gate": OFFICE,
    "score_lane": CLERK,
    "invite_to_gate": CLERK,
    "end_gate_scoring": CLERK,
    "propose_gate": OFFICE,
    "return_gate": TREASURER,
    "close_gate": TREASURER,
}


@pytest.fixture(scope="module")
def scene(kept_desk: Desk, django_db_blocker: DjangoDbBlocker) -> Everything:
    with django_db_blocker.unblock():
        return everything(kept_desk)


def reads(name: str, who: str) -> bool:
    """The team of one project knows nothing of another's race."""
    is_of_team = who in ("chief", "assistant", "demander")
    return who in READERS and not (name in OF_RACES and is_of_team)


def test_every_act_has_its_people_here() -> None:
    assert ALLOWED.keys() == ACTS.keys() == CONTENT.keys()


@pytest.mark.parametrize("page", PAGES)
def test_readers_read_and_strangers_find_nothing(desk: Desk, page: str) -> None:
    found = {who: desk.get(who, page).status_code for who in (*READERS, *STRANGERS)}

    assert found == {**dict.fromkeys(READERS, 200), **dict.fromkeys(STRANGERS, 404)}


@pytest.mark.parametrize("name", ALLOWED)
def test_an_act_opens_to_whose_it_is(scene: Everything, name: str) -> None:
    people = scene.desk.people

    found = {who: people[who].client.get(scene.url(name)).status_code for who in READERS}

    assert found == {who: _status(name, who) for who in READERS}


@pytest.mark.parametrize("name", ALLOWED)
def test_an_empty_form_is_refused_to_others_before_it_is_read(scene: Everything, name: str) -> None:
    others = [who for who in READERS if who not in ALLOWED[name]]

    found = [scene.desk.people[who].client.post(scene.url(name)).status_code for who in others]

    assert found == [403 if reads(name, who) else 404 for who in others]


@pytest.mark.parametrize("name", ALLOWED)
def test_the_command_itself_refuses_the_same_people(
    scene: Everything, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the page's own guard off, nobody gains anything."""
    monkeypatch.setattr("kechuang.programmes.views.projects.acting.may", lambda *asked: True)
    monkeypatch.setattr(
        "kechuang.programmes.views.projects.integrity.represented_parties",
        lambda actor: {scene.desk.contract.party_id},
    )
    others = [who for who in READERS if who not in ALLOWED[name] and reads(name, who)]

    found = [_posted(scene, who, name) for who in others]

    assert found == [403] * len(others)


@pytest.mark.parametrize("name", ALLOWED)
def test_strangers_are_told_of_no_act(scene: Everything, name: str) -> None:
    people = scene.desk.people

    found = [people[who].client.get(scene.url(name)).status_code for who in STRANGERS]
    found += [people[who].client.post(scene.url(name)).status_code for who in STRANGERS]

    assert found == [404] * 4


@pytest.mark.parametrize("name", ALLOWED)
def test_an_act_of_another_project_is_not_there(scene: Everything, name: str) -> None:
    """Ids of one project under the number of another."""
    ids = scene.ids[name]
    if "number" not in ids or "pk" not in ids:
        return
    lane = scene.race.lanes[0].contract
    address = reverse(f"programmes:{name}", kwargs={**ids, "number": lane.number})

    assert scene.desk.client("clerk").get(address).status_code == 404


def test_the_list_holds_what_one_may_read(scene: Everything) -> None:
    desk, rival = scene.desk, scene.race.lanes[0].contract.number
    address = reverse("programmes:projects")

    pages = {who: desk.client(who).get(address).content.decode() for who in ("chief", "clerk")}

    assert [desk.number in pages[who] for who in ("chief", "clerk")] == [True, True]
    assert [rival in pages[who] for who in ("chief", "clerk")] == [False, True]
    assert "还没有您的项目" in desk.client("expert").get(address).content.decode()
    assert desk.client("anonymous").get(address).status_code == 302


def _status(name: str, who: str) -> int:
    if not reads(name, who):
        return 404
    return 200 if who in ALLOWED[name] else 403


def _posted(scene: Everything, who: str, name: str) -> int:
    content = CONTENT[name]()
    if name == "record_integrity":
        content = {**content, "party": scene.desk.contract.party_id}
    answer = scene.desk.people[who].client.post(scene.url(name), content)
    return int(answer.status_code)
