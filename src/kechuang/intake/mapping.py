"""Which column of a file means what: proposed from its headings, checked before rows are read.

A mapping gives for each heading a target: a field's name, ``fact:<name>`` or
``fact:<name>:<year>`` for a fact of the catalogue, or "" for a column that is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kechuang.base.errors import InvalidInput
from kechuang.engines.wording import Text
from kechuang.intake.kinds import Column, Field, Kind
from kechuang.intake.kinds.fact_columns import PREFIX, fact_fields
from kechuang.intake.kinds.headings import Heading

WHAT = Text("这张表还不能导入", "This table cannot be imported yet")
MEND = Text(
    "请改正列的对应关系（命令行用 --map 列名=字段）",
    "Mend the mapping of columns (on the command line with --map COLUMN=FIELD)",
)


def propose_mapping(kind: Kind, header: Sequence[str]) -> dict[str, str]:
    """A target for every heading that is known; each field goes to the first column it fits."""
    proposed: dict[str, str] = {}
    for label in header:
        target = _target(kind, Heading(label))
        proposed[label] = "" if target in proposed.values() else target
    return proposed


def mapped_columns(
    kind: Kind, header: Sequence[str], mapping: Mapping[str, str]
) -> tuple[Column, ...]:
    """The mapped columns in their order.

    Raises:
        InvalidInput: an unknown target, a target used twice, or a required field without column.
    """
    problems = list(_problems(kind, header, mapping))
    if problems:
        why = Text("；".join(p.zh for p in problems), "; ".join(p.en for p in problems))
        raise InvalidInput(WHAT, why, MEND)
    return tuple(
        _column(kind, place, label, mapping[label])
        for place, label in enumerate(header)
        if mapping.get(label)
    )


def targets_of(kind: Kind) -> dict[str, Field]:
    """Everything a column of this kind of table can mean, by target."""
    fields = {field.name: field for field in kind.fields}
    return fields | fact_fields() if kind.takes_facts else fields


def _target(kind: Kind, heading: Heading) -> str:
    for spelling in heading.spellings:
        for name, field in targets_of(kind).items():
            if spelling in field.spellings:
                dated = field.takes_year and heading.year
                return f"{name}:{heading.year}" if dated else name
    return ""


def _column(kind: Kind, place: int, label: str, target: str) -> Column:
    name, year = _parts(target)
    return Column(place, Heading(label), targets_of(kind)[name], year)


def _parts(target: str) -> tuple[str, str]:
    if not target.startswith(PREFIX):
        return target, ""
    name, _, year = target.removeprefix(PREFIX).partition(":")
    return PREFIX + name, year


def _problems(kind: Kind, header: Sequence[str], mapping: Mapping[str, str]) -> Iterator[Text]:
    targets = [target for target in mapping.values() if target]
    known = targets_of(kind)
    for column in mapping:
        if column not in header:
            yield Text(f"文件中没有“{column}”列", f"the file has no column “{column}”")
    for target in dict.fromkeys(targets):
        if _parts(target)[0] not in known:
            yield Text(f"没有“{target}”这一字段", f"there is no field “{target}”")
        elif targets.count(target) > 1:
            label = known[_parts(target)[0]].label
            yield Text(f"有两列都对应“{label.zh}”", f"two columns are mapped to “{label.en}”")
    for field in kind.fields:
        if field.is_required and field.name not in targets:
            yield Text(f"缺少“{field.label.zh}”列", f"no column holds “{field.label.en}”")
    yield from _undated(known, targets)


def _undated(known: Mapping[str, Field], targets: Sequence[str]) -> Iterator[Text]:
    for target in targets:
        name, year = _parts(target)
        if name in known and known[name].takes_year and not year and "period" not in targets:
            fact = known[name].label
            yield Text(
                f"“{fact.zh}”按年度填报，列名和年度列都没有写年度",
                f"“{fact.en}” is yearly, but neither its heading nor a column tells the year",
            )
