"""The codes inside an answer, by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kechuang.design.codes import NameOf, industry_name, region_name, with_names

_NAMES: Mapping[str, NameOf] = {"region_code": region_name, "industry_code": industry_name}
_PARTS_OF_GAP = ("have", "need", "short_by")


def with_codes_named(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with regions and industries by name wherever a condition asks about them."""
    coded = dict(_coded_reasons(answer["reason"]))
    for reason, name_of in coded.values():
        reason["detail"] = with_names(reason["detail"], name_of)
    for gap in answer["gaps"]:
        if gap["reason_id"] in coded:
            _, name_of = coded[gap["reason_id"]]
            gap.update({part: with_names(gap[part], name_of) for part in _PARTS_OF_GAP})
    return answer


def _coded_reasons(reason: dict[str, Any]) -> Iterator[tuple[str, tuple[dict[str, Any], NameOf]]]:
    asked = next((_NAMES[f["name"]] for f in reason["facts"] if f["name"] in _NAMES), None)
    if asked:
        yield reason["id"], (reason, asked)
    for child in reason["children"]:
        yield from _coded_reasons(child)
