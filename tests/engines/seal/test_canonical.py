"""One value has one sequence of bytes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.seal import canonical_bytes, digest

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.from_regex(r"[a-z]{1,5}"), inner),
    max_leaves=8,
)


@given(values)
def test_reading_the_bytes_and_writing_them_again_gives_the_same_bytes(value: object) -> None:
    written = canonical_bytes(value)

    assert canonical_bytes(json.loads(written)) == written


@given(st.dictionaries(st.from_regex(r"[a-z]{1,5}"), st.integers(), min_size=2))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    turned = dict(reversed(value.items()))

    assert digest(turned) == digest(value)


def test_composed_and_decomposed_text_are_the_same() -> None:
    assert digest({"name": "e\u0301"}) == digest({"name": "é"})


@pytest.mark.parametrize("value", [1.5, [0.0], {"share": 2.0}, float("nan")])
def test_floats_are_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_bytes(value)


@pytest.mark.parametrize("value", [{1: "a", "1": "b"}, {"é": 1, "e\u0301": 2}])
def test_keys_that_become_the_same_text_are_refused(value: dict[object, object]) -> None:
    with pytest.raises(ValueError, match="same canonical text"):
        canonical_bytes(value)


def test_the_bytes_are_chinese_readable_and_without_blanks() -> None:
    assert canonical_bytes({"b": (1, True), "a": "云澜"}) == '{"a":"云澜","b":[1,true]}'.encode()
