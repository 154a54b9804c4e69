"""Each state says who sees names: reviewers never, demanders after the choice."""

from __future__ import annotations

import pytest

from kechuang.engines.flow import draw, load_procedure, may_see, seen_by
from tests.engines.flow.playing import PROCEDURES
from tests.engines.flow.samples import NAMED, SAMPLE, swapped

BID, CHALLENGE = PROCEDURES["challenge-bid"], PROCEDURES["challenge"]
OPEN = {"is_blind": False}
BEFORE_CHECKING = ("drafting", "sealed", "withdrawn", "not_filed")


@pytest.mark.parametrize("field", BID.identifying)
@pytest.mark.parametrize("state", BID.states)
def test_of_a_bid_reviewers_see_no_name_and_bidders_their_own(state, field):
    for options in ({}, OPEN):
        assert not may_see(BID, state, "reviewer", field, options=options)
        assert may_see(BID, state, "bidder", field, options=options)


@pytest.mark.parametrize("state", BID.states)
def test_the_officer_sees_names_from_the_check_on(state):
    assert may_see(BID, state, "officer", "lead_unit") == (state not in BEFORE_CHECKING)


def test_a_demander_sees_names_after_the_choice_or_in_an_open_review():
    blind = {state for state in BID.states if may_see(BID, state, "demander", "lead_unit")}
    plain = {
        state for state in BID.states if may_see(BID, state, "demander", "lead_unit", options=OPEN)
    }

    assert blind == {"chosen"}
    assert plain == {
        "checking", "supplementing", "objected", "reviewing", "chosen", "not_chosen",
    }  # fmt: skip


def test_the_winner_of_an_item_is_public_from_the_publicity_on():
    assert not may_see(CHALLENGE, "choosing", "demander", "winner")
    assert may_see(CHALLENGE, "choosing", "demander", "winner", options=OPEN)
    assert may_see(CHALLENGE, "proposing", "demander", "winner")
    assert not may_see(CHALLENGE, "proposing", "public", "winner")
    assert may_see(CHALLENGE, "publicity", "public", "winner")
    assert not may_see(CHALLENGE, "publicity", "public", "technical_chief")


def test_what_identifies_nobody_is_not_hidden_here():
    assert may_see(BID, "reviewing", "reviewer", "plan_file")
    assert may_see(BID, "reviewing", "reviewer", "answers")


def test_a_role_of_another_procedure_sees_nothing():
    assert not may_see(BID, "reviewing", "leader", "plan_file")


@pytest.mark.parametrize(("state", "field"), [("reviewing", "nothing"), ("nowhere", "lead_unit")])
def test_a_state_or_field_that_does_not_exist_is_no_answer(state, field):
    with pytest.raises(KeyError):
        may_see(BID, state, "officer", field)


def test_papers_name_people_unless_the_pack_says_otherwise():
    named = load_procedure(NAMED, name="permit.yaml")
    plain = swapped(
        "plan: {zh: 方案, en: Plan}", "plan: {zh: 方案, en: P, is_identifying: false}", NAMED
    )

    assert not may_see(named, "filed", "chief", "plan")
    assert may_see(load_procedure(plain, name="permit.yaml"), "filed", "chief", "plan")


def test_a_table_with_a_column_of_names_names_people():
    text = NAMED.replace(
        "      amount: {",
        "      team: {type: table, zh: 团队, en: Team, columns: "
        "{who: {type: person, zh: 姓名, en: Name}}}\n      amount: {",
    )

    assert "team" in load_procedure(text, name="permit.yaml").identifying


def test_never_stands_above_every_phase():
    text = swapped("sees: officer,", "sees: [officer, chief],", NAMED)
    careless = load_procedure(text, name="permit.yaml", proofs=[])

    assert seen_by(careless, "filed", "kind") == {"applicant", "officer"}


def test_a_procedure_that_names_nobody_hides_nothing():
    plain = load_procedure(SAMPLE, name="permit.yaml")

    assert plain.visibility is None
    assert may_see(plain, "filed", "chief", "plan")


def test_the_source_of_a_procedure_keeps_who_sees_what():
    again = load_procedure(PROCEDURES["jinan-challenge"].source, name="again.yaml")

    assert again.visibility is not None
    assert seen_by(again, "publicity", "winner") == seen_by(CHALLENGE, "publicity", "winner")


def test_the_drawing_says_who_sees_names_and_the_public_one_does_not():
    named = load_procedure(NAMED, name="permit.yaml")

    assert "note right of s1: 身份信息可见：申请人\n" in draw(named)
    assert "note right of s2: Names seen by Applicant, Officer\n" in draw(named, language="en")
    assert "note" not in draw(named, is_public=True)
