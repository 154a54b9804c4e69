"""Whatever is wrong in a pack, it loads or is refused with lines; it never breaks the reader."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.engines.flow import load_procedure
from kechuang.engines.packfile import BrokenPackError, PackError
from tests.engines.flow.samples import SAMPLE

LINES = SAMPLE.splitlines()
PLACES = [match.span() for match in re.finditer(r"\w+", SAMPLE)]
WORDS = sorted({SAMPLE[first:last] for first, last in PLACES})
ODD = ["{}", "[]", "''", "null", "-1", "9" * 13, "2026-02-30", "{field: x}", "[[a]]", "🙂"]


def lines_refused(text: str) -> list[int]:
    try:
        load_procedure(text, name="permit.yaml")
    except BrokenPackError as broken:
        return [problem.line for problem in broken.problems]
    except PackError as problem:
        return [problem.line]
    return []


@pytest.mark.parametrize("number", range(len(LINES)))
def test_a_pack_with_a_line_missing_loads_or_is_refused(number):
    kept = LINES[:number] + LINES[number + 1 :]

    refused = lines_refused("\n".join(kept))

    assert all(1 <= line <= len(LINES) for line in refused)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from([*WORDS, *ODD]))
def test_a_pack_with_a_word_changed_loads_or_is_refused(place, word):
    first, last = place

    refused = lines_refused(SAMPLE[:first] + word + SAMPLE[last:])

    assert all(1 <= line <= len(LINES) for line in refused)
