"""Conditions answer in three values, and the proofs know when two exclude each other."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.engines.flow import Field, FieldType, Inquiry, Reference
from kechuang.engines.flow.conditions.agreement import can_agree
from kechuang.engines.flow.conditions.conditions import Group, Named, Operator, Test
from kechuang.engines.flow.forms.fields import FieldOf
from kechuang.engines.wording import Text


def field(name: str, kind: FieldType, **more) -> Field:
    return Field(name, kind, Text(f"{name}值", f"value {name}"), 1, **more)


CHOICES = {name: Text(name, name) for name in ("a", "b", "c")}
FIELDS = {
    "n": field("n", FieldType.NUMBER),
    "m": field("m", FieldType.NUMBER),
    "flag": field("flag", FieldType.FLAG),
    "choice": field("choice", FieldType.CHOICE, choices=CHOICES),
    "party": field("party", FieldType.PARTY),
    "other": field("other", FieldType.PARTY),
}
NUMBERS = range(-1, 5)


def ask(condition, **values):
    return Inquiry(FIELDS, {}, values).judge(condition)


def number(operator: Operator, limit, name: str = "n") -> Test:
    return Test(name, operator, limit, 1)


TESTS = st.one_of(
    st.builds(
        number,
        st.sampled_from(
            [
                Operator.AT_LEAST, Operator.AT_MOST, Operator.MORE_THAN, Operator.LESS_THAN,
                Operator.EQUALS,
            ]
        ),
        st.one_of(st.integers(0, 3), st.just(FieldOf("m"))),
    ),
    st.builds(lambda held: Test("flag", Operator.EQUALS, held, 1), st.booleans()),
    st.builds(
        lambda names: Test("choice", Operator.ONE_OF, tuple(sorted(names)), 1),
        st.sets(st.sampled_from("abc"), min_size=1),
    ),
)  # fmt: skip
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.builds(
        lambda form, parts: Group(form, tuple(parts), 1),
        st.sampled_from(["all", "any", "none"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)


def worlds():
    for n, m, flag, choice in product(NUMBERS, NUMBERS, (True, False), "abc"):
        yield {"n": n, "m": m, "flag": flag, "choice": choice}


@settings(max_examples=60, deadline=None)
@given(CONDITIONS, CONDITIONS)
def test_conditions_called_exclusive_are_never_true_together(first, second):
    can = can_agree([first, second], [], conditions={}, fields=FIELDS)

    seen = any(ask(first, **w).truth and ask(second, **w).truth for w in worlds())

    assert can or not seen


@settings(max_examples=60, deadline=None)
@given(CONDITIONS, CONDITIONS)
def test_conditions_called_covering_always_hold_one_of_them(first, second):
    can = can_agree([], [first, second], conditions={}, fields=FIELDS)

    left = any(ask(first, **w).truth is False and ask(second, **w).truth is False for w in worlds())

    assert can or not left


@pytest.mark.parametrize(
    ("first", "second", "can"),
    [
        (number(Operator.AT_LEAST, 60), number(Operator.LESS_THAN, 60), False),
        (number(Operator.AT_LEAST, 60), number(Operator.AT_MOST, 60), True),
        (number(Operator.MORE_THAN, 3), number(Operator.LESS_THAN, 4), False),
        (number(Operator.AT_LEAST, FieldOf("m")), number(Operator.LESS_THAN, FieldOf("m")), False),
        (number(Operator.AT_LEAST, FieldOf("m")), number(Operator.AT_MOST, FieldOf("m")), True),
        (Test("flag", Operator.EQUALS, True, 1), Test("flag", Operator.EQUALS, False, 1), False),
        (Test("n", Operator.IS_KNOWN, False, 1), number(Operator.AT_LEAST, 0), False),
        (
            Test("choice", Operator.ONE_OF, ("a", "b"), 1),
            Test("choice", Operator.EQUALS, "c", 1),
            False,
        ),
    ],
)
def test_two_tests_can_agree_or_not(first, second, can):
    assert can_agree([first, second], [], conditions={}, fields=FIELDS) is can


def test_a_condition_too_wide_to_look_through_counts_as_free():
    pair = Group("any", (number(Operator.AT_LEAST, 1), Test("flag", Operator.EQUALS, True, 1)), 1)
    wide = Group("all", (pair,) * 14, 1)

    assert can_agree([wide], [wide], conditions={}, fields=FIELDS)


@settings(max_examples=60, deadline=None)
@given(CONDITIONS, st.sets(st.sampled_from(["n", "m", "flag", "choice"])))
def test_an_answer_given_without_a_value_stays_with_every_value(condition, unknown):
    known = {"n": 2, "m": 1, "flag": True, "choice": "a"}
    partial = {name: value for name, value in known.items() if name not in unknown}

    judged = ask(condition, **partial)

    if judged.truth is not None:
        for world in worlds():
            full = {**world, **partial}
            assert ask(condition, **full).truth is judged.truth
    else:
        assert unknown.intersection(judged.missing)


def test_parties_are_the_same_by_code_and_otherwise_unknown():
    same = Test("party", Operator.EQUALS, FieldOf("other"), 1)
    one, renamed, nameless = Reference("9X", "甲"), Reference("9X", "甲公司"), Reference("", "甲")

    assert ask(same, party=one, other=renamed).truth is True
    assert ask(same, party=one, other=Reference("8Y", "甲")).truth is False
    assert ask(same, party=one, other=nameless).truth is None


def test_reasons_tell_what_is_needed_and_what_is_there():
    judged = ask(Group("none", (number(Operator.AT_LEAST, 3),), 1), n=4)

    assert judged.reasons[0] == Text(
        "n值不得不低于3（现为4）", "value n must not be at least 3 (now 4)"
    )
    labelled = Test("n", Operator.AT_LEAST, 3, 1, Text("人手不够", "too few people"))
    assert ask(labelled, n=1).reasons == (Text("人手不够", "too few people"),)


def test_a_named_condition_is_that_condition():
    inquiry = Inquiry(FIELDS, {"big": number(Operator.AT_LEAST, 3)}, {"n": 5})

    assert inquiry.judge(Named("big", 1)).truth
    assert inquiry.judge_named("").truth
