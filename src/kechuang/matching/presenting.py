"""The reasons of a match in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kechuang.design.codes import NameOf, discipline_name, industry_name, region_name, with_names

_NAMES: Mapping[str, NameOf] = {
    "discipline": discipline_name,
    "industry": industry_name,
    "place": region_name,
}


def in_names(reason: Mapping[str, Any]) -> dict[str, Any]:
    """The reason with the names of the disciplines, industries and regions it compares."""
    name_of = _NAMES.get(reason["kind"])
    if name_of is None:
        return dict(reason)
    return {**reason, "detail": with_names(reason["detail"], name_of)}
