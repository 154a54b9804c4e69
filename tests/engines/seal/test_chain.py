"""A chain shows where it was changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.seal import GENESIS, Link, broken_links, link_hash, payload_leaf

SALT = "00" * 16


def link(sequence: int, previous: str, head: dict[str, Any]) -> Link:
    leaf = payload_leaf(SALT, {"n": sequence})
    own = link_hash(sequence=sequence, previous=previous, head=head, leaf=leaf)
    return Link(sequence, previous, head, leaf, own)


def chain(length: int) -> list[Link]:
    links: list[Link] = []
    for sequence in range(1, length + 1):
        previous = links[-1].own_hash if links else GENESIS
        links.append(link(sequence, previous, {"command": f"step_{sequence}"}))
    return links


@given(st.integers(0, 20))
def test_an_untouched_chain_is_whole(length: int) -> None:
    assert list(broken_links(chain(length))) == []


@given(st.data())
def test_a_missing_link_is_found_unless_it_is_the_last(data: st.DataObject) -> None:
    links = chain(data.draw(st.integers(2, 12)))

    del links[data.draw(st.integers(0, len(links) - 2))]

    assert list(broken_links(links))


@given(st.data())
def test_two_swapped_links_are_found(data: st.DataObject) -> None:
    links = chain(data.draw(st.integers(2, 12)))
    place = data.draw(st.integers(0, len(links) - 2))

    links[place], links[place + 1] = links[place + 1], links[place]

    assert list(broken_links(links))


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 7},
        {"previous": "1" * 64},
        {"head": {"command": "other"}},
        {"leaf": "2" * 64},
        {"own_hash": "3" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_field_of_a_link_is_sealed(change: dict[str, Any]) -> None:
    links = chain(3)

    links[1] = replace(links[1], **change)

    assert {sequence for sequence, _ in broken_links(links)} & {2, 3, 7}


def test_a_suffix_chained_anew_is_whole_in_itself() -> None:
    """Why the head must be kept outside: the chain alone cannot show this."""
    links = chain(2)

    links[1] = link(2, links[0].own_hash, {"command": "forged"})

    assert list(broken_links(links)) == []


def test_the_same_payload_has_another_leaf_under_another_salt() -> None:
    assert payload_leaf(SALT, {"a": 1}) != payload_leaf("11" * 16, {"a": 1})


def test_a_leaf_can_never_be_taken_for_a_link() -> None:
    body = {"sequence": 1, "previous": GENESIS, "head": {}, "leaf": "x"}

    assert payload_leaf("", body) != link_hash(**body)
