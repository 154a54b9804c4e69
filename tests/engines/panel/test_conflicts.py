from dataclasses import replace
from datetime import date, timedelta

import pytest

from kechuang.engines.panel.conflicts import (
    Contacts,
    Expert,
    Holding,
    Policy,
    Post,
    Proposal,
    Relation,
    Span,
    Stakeholder,
    Tie,
    Units,
    barred_pairs,
    find_conflicts,
)
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text

REVIEW = date(2026, 11, 21)
UNITS = Units(parents={"云澜大学材料学院": "云澜大学"}, renamed={"云澜工学院": "云澜大学"})
NONE = Contacts(frozenset(), frozenset(), frozenset())
CLEAN = Expert(
    "e1",
    "person-e1",
    posts=(Post("青砚大学", source="人事登记"),),
    relations=(),
    holdings=(),
    bids=frozenset(),
    contacts=NONE,
    is_email_confirmed=True,
)
BID = Proposal(
    "p1", "揭榜一", frozenset({"云澜大学"}), frozenset({"person-p1"}), REVIEW, contacts=NONE
)
RIVAL_BID = replace(BID, id="p2", units=frozenset({"星桥公司"}), people=frozenset({"person-e1"}))


def rules_found(expert: Expert, proposal: Proposal = BID, policy: Policy | None = None) -> set[str]:
    found = find_conflicts([expert], [proposal], units=UNITS, policy=policy)
    return {one.rule for one in found}


def phone(value: str) -> Contacts:
    return Contacts(frozenset({value}), frozenset(), frozenset())


def account(value: str) -> Contacts:
    return Contacts(frozenset(), frozenset({value}), frozenset())


def address(value: str) -> Contacts:
    return Contacts(frozenset(), frozenset(), frozenset({value}))


def tie(kind: Tie, on: date | None = date(2025, 1, 1)) -> tuple[Relation, ...]:
    return (Relation(kind, "person-p1", on, "论文库"),)


PLANTED = {
    "unit.same": (replace(CLEAN, posts=(Post("云澜大学"),)), BID),
    "unit.legal": (replace(CLEAN, posts=(Post("云澜大学材料学院"),)), BID),
    "unit.former": (replace(CLEAN, posts=(Post("云澜工学院", until=date(2024, 6, 30)),)), BID),
    "tie.kin": (replace(CLEAN, relations=tie(Tie.KIN, None)), BID),
    "tie.mentor": (replace(CLEAN, relations=tie(Tie.MENTOR, date(1999, 7, 1))), BID),
    "tie.coauthor": (replace(CLEAN, relations=tie(Tie.COAUTHOR)), BID),
    "tie.coinventor": (replace(CLEAN, relations=tie(Tie.COINVENTOR)), BID),
    "tie.coapplicant": (replace(CLEAN, relations=tie(Tie.COAPPLICANT)), BID),
    "shareholding": (replace(CLEAN, holdings=(Holding("云澜大学"),)), BID),
    "shared.phone": (replace(CLEAN, contacts=phone("d1")), replace(BID, contacts=phone("d1"))),
    "shared.account": (replace(CLEAN, contacts=account("d")), replace(BID, contacts=account("d"))),
    "shared.address": (replace(CLEAN, contacts=address("d")), replace(BID, contacts=address("d"))),
    "excluded_by_applicant": (CLEAN, replace(BID, excluded=frozenset({"e1"}))),
    "email.unconfirmed": (replace(CLEAN, is_email_confirmed=False), BID),
    "person.self": (CLEAN, replace(BID, people=frozenset({"person-e1"}))),
    "blocked_date": (replace(CLEAN, blocked=(Span(REVIEW, REVIEW),)), BID),
    "unknown.posts": (replace(CLEAN, posts=None), BID),
    "unknown.relations": (replace(CLEAN, relations=None), BID),
    "unknown.holdings": (replace(CLEAN, holdings=None), BID),
    "unknown.bids": (replace(CLEAN, bids=None), BID),
    "unknown.email": (replace(CLEAN, is_email_confirmed=None), BID),
    "unknown.expert_phones": (replace(CLEAN, contacts=replace(NONE, phones=None)), BID),
    "unknown.applicant_accounts": (CLEAN, replace(BID, contacts=replace(NONE, accounts=None))),
}


def test_an_expert_without_any_tie_has_no_conflict() -> None:
    assert rules_found(CLEAN) == set()


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_conflict_is_found_by_its_rule_alone(rule: str) -> None:
    expert, proposal = PLANTED[rule]

    assert rules_found(expert, proposal) == {rule}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_rule_switched_off_lets_its_conflict_through(rule: str) -> None:
    expert, proposal = PLANTED[rule]
    policy = Policy(switched_off=frozenset({rule}))

    assert (
        barred_pairs(find_conflicts([expert], [proposal], units=UNITS, policy=policy), policy)
        == set()
    )


@pytest.mark.parametrize("rule", PLANTED)
def test_every_planted_pair_is_barred(rule: str) -> None:
    expert, proposal = PLANTED[rule]

    barred = barred_pairs(find_conflicts([expert], [proposal], units=UNITS), Policy())

    assert barred == {("p1", "e1")}


def test_an_own_bid_bars_the_whole_round() -> None:
    expert = replace(CLEAN, bids=frozenset({"p2"}))
    elsewhere = replace(BID, id="p3", round="揭榜二")

    found = find_conflicts([expert], [BID, RIVAL_BID, elsewhere], units=UNITS)

    assert {one.proposal for one in found if one.rule == "rival_bid"} == {"p1", "p2"}


@pytest.mark.parametrize(
    ("left", "is_conflict"),
    [(date(2023, 11, 21), False), (date(2023, 11, 22), True), (date(2010, 1, 1), False)],
)
def test_a_former_post_counts_within_the_window(left: date, is_conflict: bool) -> None:
    expert = replace(CLEAN, posts=(Post("云澜大学", until=left),))

    assert ("unit.former" in rules_found(expert)) is is_conflict


def test_a_window_may_be_for_ever() -> None:
    expert = replace(CLEAN, posts=(Post("云澜大学", until=date(1990, 1, 1)),))

    assert rules_found(expert, policy=Policy(former_post_years=None)) == {"unit.former"}


def test_a_window_ends_on_the_last_of_february_too() -> None:
    leap = replace(BID, review_on=date(2024, 2, 29))
    expert = replace(CLEAN, posts=(Post("云澜大学", until=date(2021, 3, 1)),))

    assert rules_found(expert, leap) == {"unit.former"}


def test_an_old_paper_is_no_conflict() -> None:
    assert rules_found(replace(CLEAN, relations=tie(Tie.COAUTHOR, date(2019, 5, 1)))) == set()


def test_a_paper_of_unknown_date_is_an_uncertain_conflict() -> None:
    expert = replace(CLEAN, relations=tie(Tie.COAUTHOR, None))

    (found,) = find_conflicts([expert], [BID], units=UNITS)

    assert (found.rule, found.is_certain) == ("tie.coauthor", False)


def test_unknown_facts_are_flagged_or_exclude_by_parameter() -> None:
    found = find_conflicts([replace(CLEAN, posts=None)], [BID], units=UNITS)

    assert [one.is_certain for one in found] == [False]
    assert barred_pairs(found, Policy()) == {("p1", "e1")}
    assert barred_pairs(found, Policy(is_unknown_excluded=False)) == set()


def test_a_conflict_tells_reason_and_source_in_both_languages() -> None:
    expert = replace(CLEAN, posts=(Post("云澜大学", source="人事登记 2026"),))

    (found,) = find_conflicts([expert], [BID], units=UNITS)

    assert found.source == "人事登记 2026"
    assert "云澜大学" in found.reason.zh
    assert "works at" in found.as_dict()["reason"]["en"]


def test_four_excluded_experts_are_refused() -> None:
    with pytest.raises(PanelError, match="at most 3"):
        find_conflicts([CLEAN], [replace(BID, excluded=frozenset("abcd"))])


def test_a_unit_above_itself_is_refused() -> None:
    with pytest.raises(PanelError, match="above itself"):
        Units(parents={"a": "b", "b": "a"}).legal_unit("a")


RIVAL = replace(BID, id="p9", units=frozenset({"星桥公司"}), people=frozenset({"person-p9"}))
DEMANDER = Stakeholder(
    "s1",
    "揭榜一",
    Text("发榜单位", "demander"),
    frozenset({"云港集团"}),
    frozenset({"联系人"}),
    REVIEW,
)
PARTIAL = {
    "unit.same": replace(CLEAN, posts=(Post("云港集团", source="人事登记"),)),
    "unit.former": replace(CLEAN, posts=(Post("云港集团", until=date(2025, 6, 30)),)),
    "shareholding": replace(CLEAN, holdings=(Holding("云港集团"),)),
    "tie.kin": replace(CLEAN, relations=(Relation(Tie.KIN, "联系人"),)),
    "person.self": replace(CLEAN, person="联系人"),
}


@pytest.mark.parametrize("rule", ["unit.same", "tie.kin", "shareholding", "shared.phone"])
def test_an_interest_in_one_bid_bars_from_its_rivals_and_from_no_other_round(rule: str) -> None:
    expert, proposal = PLANTED[rule]
    elsewhere = replace(RIVAL, id="p3", round="揭榜二")

    found = find_conflicts([expert], [proposal, RIVAL, elsewhere], units=UNITS)

    assert {(one.proposal, one.rule) for one in found} == {("p1", rule), ("p9", f"rival.{rule}")}
    assert all("竞争方" in one.reason.zh for one in found if one.proposal == "p9")


@pytest.mark.parametrize("rule", PARTIAL)
def test_who_is_tied_to_a_stakeholder_judges_nothing_in_the_round(rule: str) -> None:
    elsewhere = replace(RIVAL, id="p3", round="揭榜二")
    bids = [BID, RIVAL, elsewhere]

    found = find_conflicts([PARTIAL[rule]], bids, stakeholders=[DEMANDER], units=UNITS)

    assert {(one.proposal, one.rule) for one in found} == {
        ("p1", f"stake.{rule}"),
        ("p9", f"stake.{rule}"),
    }
    assert all("发榜单位" in one.reason.zh for one in found)


@pytest.mark.parametrize("rule", PARTIAL)
def test_a_stake_switched_off_bars_nobody(rule: str) -> None:
    policy = Policy(switched_off=frozenset({f"stake.{rule}"}))

    found = find_conflicts([PARTIAL[rule]], [BID], stakeholders=[DEMANDER], policy=policy)

    assert found == ()


def test_an_applicants_exclusion_is_its_own_alone() -> None:
    found = find_conflicts([CLEAN], [replace(BID, excluded=frozenset({"e1"})), RIVAL], units=UNITS)

    assert {one.proposal for one in found} == {"p1"}


@pytest.mark.parametrize(
    ("first", "last", "is_conflict"),
    [(-5, -1, False), (-5, 0, True), (3, 4, True), (28, 40, True), (29, 40, False)],
)
def test_days_away_count_throughout_the_review(first: int, last: int, is_conflict: bool) -> None:
    away = Span(REVIEW + timedelta(days=first), REVIEW + timedelta(days=last))
    proposal = replace(BID, review_until=REVIEW + timedelta(days=28))

    found = rules_found(replace(CLEAN, blocked=(away,)), proposal)

    assert found == ({"blocked_date"} if is_conflict else set())
