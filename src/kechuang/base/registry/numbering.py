"""Whether the numbers of a registry are the ones that its series gave, each once, none left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Model

from kechuang.base.invariants import Finding, found
from kechuang.base.registry.numbers import NumberSeries


def numbering_faults(entries: type[Model], series: type[NumberSeries]) -> Iterator[Finding]:
    """Series whose entries (rows with a ``number``) are not 1, 2, 3 … up to its last number."""
    given: dict[str, set[str]] = defaultdict(set)
    for number in entries._default_manager.order_by().values_list("number", flat=True).iterator():
        given[number.partition("-")[0]].add(number)
    last = dict(series._default_manager.values_list("prefix", "last"))
    for prefix in sorted(last.keys() | given.keys()):
        owed = {f"{prefix}-{number:06d}" for number in range(1, last.get(prefix, 0) + 1)}
        for number in sorted(owed - given[prefix]):
            yield found(
                number, "编号已发出，但没有这一条", "the number was given, but nothing has it"
            )
        for number in sorted(given[prefix] - owed):
            yield found(number, "编号不是由编号序列发出的", "no series gave this number")
