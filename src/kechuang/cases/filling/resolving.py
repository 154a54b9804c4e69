"""Two editors, one field: what each wrote stands on the page until one of them is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

_PREFIX = "resolve."
_CHOICE = re.compile(r"(mine|theirs)@([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Resolution:
    """``is_mine`` keeps one's own entry over that of version ``revision``, which was seen."""

    is_mine: bool
    revision: int


def read_resolutions(sent: QueryDict) -> dict[str, Resolution]:
    """The choices that were made, by field."""
    found = (
        (name.removeprefix(_PREFIX), _CHOICE.fullmatch(sent.get(name, "")))
        for name in sent
        if name.startswith(_PREFIX)
    )
    return {name: Resolution(one[1] == "mine", int(one[2])) for name, one in found if one}


def settles(made: dict[str, Resolution], fields: Iterable[str], revision: int) -> bool:
    """Whether a choice was made for each of ``fields``, and in sight of version ``revision``."""
    return all(name in made and made[name].revision == revision for name in fields)
