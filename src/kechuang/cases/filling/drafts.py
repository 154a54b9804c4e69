"""A kept draft as entries, to be shown and typed on."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.cases.filling.entries import Raw
from kechuang.cases.filling.writing import entry_of
from kechuang.engines.flow import Procedure, Value


def entries_of(procedure: Procedure, values: Mapping[str, Value]) -> dict[str, Raw]:
    """``values`` as people would type them."""
    return {name: entry_of(procedure.fields[name], value) for name, value in values.items()}
