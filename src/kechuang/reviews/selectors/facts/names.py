"""Names as they are compared: without what only the typing makes different."""

from __future__ import annotations

import unicodedata


def plain(name: str) -> str:
    """Full and half width, case, blanks and the dot of foreign names make no difference."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(folded.replace("·", "").split())


def spellings(name: str) -> set[str]:
    """How a register may hold the name: as typed, without blanks, with either brackets."""
    narrow = "".join(unicodedata.normalize("NFKC", name).split())
    return {name, narrow, narrow.replace("(", "（").replace(")", "）")}
