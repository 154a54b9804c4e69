"""Taking steps: only those that are open, and a refusal that says what is missing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.engines.flow import (
    CLOCK,
    Actor,
    StepError,
    Terms,
    begin,
    expire,
    load_calendars,
    load_procedure,
    load_procedures,
    open_steps,
    situation_as_data,
    situation_from_data,
    take_step,
)
from tests.engines.flow.samples import (
    APPLICANT,
    APPLICATION,
    CHIEF,
    OFFICER,
    PACKS,
    SAMPLE,
    SECOND,
    at,
)

MORNING = at("2026-03-02T09:00")


@pytest.fixture
def filed(terms):
    drafted = begin(terms, at=MORNING, values=APPLICATION).with_documents("plan")
    return take_step(terms, drafted, "file", by=APPLICANT, at=MORNING).situation


@pytest.fixture
def signing(terms, filed):
    return take_step(
        terms, filed.with_values({"score": 80}), "decide", by=OFFICER, at=MORNING
    ).situation


def test_a_step_leads_on_and_is_kept_in_the_history(terms, filed):
    (happening,) = filed.history

    assert (filed.state, happening.event, happening.persons) == ("filed", "file", ("ann",))
    assert (happening.origin, happening.target, happening.at) == ("draft", "filed", MORNING)


def test_a_refusal_names_everything_that_is_missing(terms):
    drafted = begin(terms, at=MORNING, values={"kind": "company"})

    with pytest.raises(StepError) as refused:
        take_step(terms, drafted, "file", by=APPLICANT, at=MORNING)

    why = refused.value.why
    assert all(part in why.zh for part in ("缺少材料：方案", "没有填写“人数”", "没有填写“金额”"))
    assert all(part in why.en for part in ("Plan", "Staff", "Amount"))


def test_a_guard_tells_what_would_open_the_step(terms, filed):
    (good, poor) = [
        offer
        for offer in open_steps(terms, filed.with_values({"score": 40}), by=OFFICER, at=MORNING)
        if offer.step.event == "decide"
    ]

    assert (good.is_open, poor.is_open) == (False, True)
    assert good.reasons[0].zh == "评分应不低于60（现为40）"


def test_an_unknown_value_is_neither_yes_nor_no(terms, filed):
    offers = [o for o in open_steps(terms, filed, by=OFFICER, at=MORNING) if o.step.guard]

    assert [(offer.is_open, offer.missing) for offer in offers] == [(False, ("score",))] * 2
    assert "尚不清楚：评分" in offers[0].reasons[0].zh


def test_a_step_of_another_role_says_whose_it_is(terms, filed):
    offers = open_steps(terms, filed, by=APPLICANT, at=MORNING)

    assert [offer.reasons[0].zh for offer in offers] == ["由经办人办理"] * 3


def test_a_step_from_another_state_is_refused_with_what_there_is(terms, filed):
    with pytest.raises(StepError, match="没有这一步") as refused:
        take_step(terms, filed, "sign", by=CHIEF, at=MORNING)

    assert refused.value.mend.zh == "现在有：ask、decide"


def test_one_person_in_two_roles_is_asked_to_choose_where_they_lead_apart(calendar):
    other = "\n".join(
        line.replace("who: officer, guard: is_good", "who: chief, guard: is_good").replace(
            "to: signing", "to: granted"
        )
        for line in SAMPLE.splitlines()
        if "event: decide, from: filed, to: signing" in line
    )
    terms = Terms(load_procedure(f"{SAMPLE}{other}\n", name="permit.yaml"), calendar)
    drafted = begin(terms, at=MORNING, values={**APPLICATION, "score": 80}).with_documents("plan")
    case = take_step(terms, drafted, "file", by=APPLICANT, at=MORNING).situation

    with pytest.raises(StepError, match="请只以一种角色办理"):
        take_step(terms, case, "decide", by=SECOND, at=MORNING)

    assert take_step(terms, case, "decide", by=CHIEF, at=MORNING).situation.state == "granted"


def test_two_different_people_approve(terms, signing):
    first = take_step(terms, signing, "sign", by=CHIEF, at=MORNING)

    assert (first.situation.state, first.waiting_for, first.effects) == ("signing", 1, ())
    with pytest.raises(StepError, match="另一人"):
        take_step(terms, first.situation, "sign", by=CHIEF, at=MORNING)

    second = take_step(terms, first.situation, "sign", by=SECOND, at=MORNING)
    assert (second.situation.state, second.waiting_for) == ("granted", 0)
    assert second.situation.history[-1].persons == ("cy", "dee")


def test_a_decision_against_somebody_states_its_reason(terms, filed):
    poor = filed.with_values({"score": 40})

    with pytest.raises(StepError, match="没有写明理由"):
        take_step(terms, poor, "decide", by=OFFICER, at=MORNING, reason=" ")

    taken = take_step(terms, poor, "decide", by=OFFICER, at=MORNING, reason="评分不足")
    assert taken.situation.history[-1].reason == "评分不足"


def test_nobody_approves_their_own_preparation(terms, signing):
    with pytest.raises(StepError, match="自己经办"):
        take_step(terms, signing, "sign", by=OFFICER, at=MORNING)

    other = Actor("eve", frozenset({"officer"}))
    assert take_step(terms, signing, "sign", by=other, at=MORNING).waiting_for == 1


def test_an_approval_is_forgotten_when_the_case_moves_on(terms, filed, signing):
    once = take_step(terms, signing, "sign", by=CHIEF, at=MORNING).situation

    assert len(once.approvals) == 1
    gone = expire(terms, once, at=at("2026-04-01T00:00")).taken[-1].situation
    assert (gone.state, gone.approvals) == ("granted", ())


def test_effects_carry_their_parameters(terms, filed):
    (effect,) = take_step(terms, filed, "ask", by=OFFICER, at=MORNING).effects

    assert (effect.id, effect.parameters) == (
        "write_letter",
        {"template": "supplement", "days": 10},
    )


def test_a_case_stays_with_the_procedure_it_was_begun_under(terms, filed, procedures, calendar):
    with pytest.raises(StepError, match="另一版本"):
        take_step(Terms(procedures["challenge"], calendar), filed, "ask", by=OFFICER, at=MORNING)


def test_time_does_not_run_backwards(terms, filed):
    with pytest.raises(StepError, match="早于上一步"):
        take_step(terms, filed, "ask", by=OFFICER, at=at("2026-03-01T09:00"))


def test_a_situation_comes_back_whole_from_json(terms, signing, permit):
    paused = take_step(terms, signing, "sign", by=CHIEF, at=MORNING).situation

    kept = json.loads(json.dumps(situation_as_data(paused)))

    assert situation_from_data(kept, permit) == paused


CHALLENGE = Terms(
    {one.id: one for one in load_procedures(PACKS)}["challenge"], load_calendars(PACKS)
)
EVENTS = sorted({step.event for step in CHALLENGE.procedure.steps})
ROLES = sorted(CHALLENGE.procedure.roles)
FACTS = {
    "listable_points": 80, "is_duplicate": False, "bid_count": 2, "eligible_count": 2,
    "unchecked_count": 0, "fewest_reports": 3, "affiliation_found": False,
    "dishonesty_found": False, "leads_elsewhere": False, "objection_upheld": False,
    "extensions_taken": 0, "contracts_in_force": True, "gates_passed": 1, "own_funds": 5,
    "ordinary_purchase": False,
    "acceptance_grade": "good", "demander_accepts": True, "listed_expense": 0,
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(CHALLENGE.procedure.states)),
    st.dictionaries(st.sampled_from(sorted(FACTS)), st.none()),
    st.lists(st.tuples(st.sampled_from(EVENTS), st.sets(st.sampled_from(ROLES))), max_size=6),
)
def test_a_step_is_taken_exactly_when_it_was_offered_open(state, unknown, tries):
    values = {name: value for name, value in FACTS.items() if name not in unknown}
    case = begin(CHALLENGE, at=MORNING, values=values)
    case = type(case)(case.procedure, state, MORNING, case.values, frozenset(), case.clocks)

    for event, roles in tries:
        actor = Actor("x", frozenset(roles))
        offers = open_steps(CHALLENGE, case, by=actor, at=MORNING)
        open_ones = [o.step for o in offers if o.is_open and o.step.event == event]
        if len(open_ones) != 1:
            with pytest.raises(StepError):
                take_step(CHALLENGE, case, event, by=actor, at=MORNING, reason="x")
            continue
        taken = take_step(CHALLENGE, case, event, by=actor, at=MORNING, reason="x")
        assert [taken.step] == open_ones
        assert case.state in taken.step.origins
        assert roles.intersection(taken.step.who)
        assert taken.situation.state in (case.state, taken.step.target)
        case = taken.situation


def test_people_cannot_act_as_time(terms, signing):
    with pytest.raises(StepError, match="尚未届满"):
        take_step(terms, signing, "sign_silently", by=Actor("x", frozenset({CLOCK})), at=MORNING)
