"""The facts inside an answer, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kechuang.parties.fact_words import fact_label, written_fact


def with_facts_in_words(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with ``label`` and ``shown`` beside every fact of its reasons and conflicts."""
    for fact in _facts_of(answer):
        fact["label"] = fact_label(fact["name"])
        fact["shown"] = written_fact(fact["name"], fact["value"], fact["unit"])
    return answer


def _facts_of(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for conflict in answer["conflicts"]:
        yield conflict["chosen"]
        yield from conflict["others"]
    yield from _facts_below(answer["reason"])


def _facts_below(reason: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from reason["facts"]
    for child in reason["children"]:
        yield from _facts_below(child)
