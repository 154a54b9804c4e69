"""What every node of a rule carries: its id, its words, and the article that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Head:
    """``evidence`` is empty, or the tag of a source weaker than the pack's own."""

    id: str
    label: Text
    article: Text
    evidence: str = ""
