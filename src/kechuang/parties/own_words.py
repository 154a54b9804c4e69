"""Whose word a source is: what a party says about itself is told apart from every authority's."""

from __future__ import annotations

from kechuang.engines.rulebook import OWN_WORDS
from kechuang.parties.states import PartyKind

OF_ENTERPRISES, OF_OTHERS = OWN_WORDS


def own_source(kind: str, named: str) -> str:
    """``named`` as the paper on which a party rests its own word: 企业填报（年度审计报告）.

    No other source is written so, hence no word of a party stands in an authority's place.
    """
    mark = OF_ENTERPRISES if kind == PartyKind.ENTERPRISE else OF_OTHERS
    named = named.strip()
    return f"{mark}（{named}）" if named and not is_own_source(named) else named


def is_own_source(source: str) -> bool:
    """Whether ``source`` is of the form that only ``own_source`` gives."""
    return source.endswith("）") and source.startswith(tuple(f"{mark}（" for mark in OWN_WORDS))
