"""What is frozen thaws to the same values, and the same content is the same bytes."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.batch.frozen import InputsAltered, freeze, party_line, read_sealed, thaw
from kechuang.engines.rulebook import Fact, FactSheet

CATALOGUE = {
    "kind": "catalogue",
    "source": "revenue: {zh: 收入, en: Revenue, type: money, period: year, source: 账}",
}
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
days = st.dates(date(1949, 10, 1), date(2099, 12, 31))
facts = st.builds(
    Fact,
    name=texts,
    value=st.one_of(st.integers(), st.booleans(), texts, days),
    period=st.none() | st.just("2025"),
    unit=texts,
    source=texts,
    as_of=st.none() | days,
    certified_by=texts,
)


def kept(content: bytes, folder: Path) -> Path:
    place = folder / hashlib.sha256(content).hexdigest()
    place.write_bytes(content)
    return place


@given(st.lists(facts, max_size=5))
def test_facts_survive_freezing(given_facts: list[Fact]) -> None:
    content, _ = freeze([CATALOGUE, party_line("91310000X", given_facts)])

    with tempfile.TemporaryDirectory() as folder:
        (sheet,) = thaw(str(kept(content, Path(folder)))).sheets

    expected = FactSheet("91310000X", given_facts)
    assert sheet.facts == expected.facts
    assert sheet.conflicts == expected.conflicts
    assert [type(f.value) for f in sheet.facts.values()] == [
        type(f.value) for f in expected.facts.values()
    ]


def test_the_same_lines_are_the_same_bytes() -> None:
    assert freeze([CATALOGUE]) == freeze([CATALOGUE])


def test_content_under_another_name_is_refused(tmp_path: Path) -> None:
    place = kept(b"frozen", tmp_path)
    assert read_sealed(place) == b"frozen"

    place.write_bytes(b"thawed")

    with pytest.raises(InputsAltered):
        read_sealed(place)
