"""The house checks in the order in which they are run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kechuang.cli.house import documents, foreign, rooms, sizes, tools, translations
from kechuang.cli.house.findings import Finding

Step = Callable[[Path], list[Finding]]

STEPS: dict[str, Step] = {
    "packs": tools.pack_findings,
    "procedures": tools.procedure_findings,
    "negative lists": tools.negative_list_findings,
    "lint": tools.ruff_findings,
    "format": tools.format_findings,
    "types": tools.type_findings,
    "floors and doors": tools.import_findings,
    "migrations": tools.migration_findings,
    "only services write": rooms.stray_writes,
    "no HTTP below the pages": rooms.pages_below_pages,
    "engines' front doors": rooms.engine_internals,
    "sizes": sizes.oversized,
    "translations": translations.translation_findings,
    "nothing foreign": foreign.foreign_matter,
    "map": documents.map_findings,
    "glossary": documents.glossary_findings,
    "settings": documents.settings_findings,
    "mechanisms": documents.mechanism_findings,
    "links": documents.link_findings,
}
