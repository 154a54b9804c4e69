"""The raw rectangle a format reader hands over, before the header is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about the cell at ``column`` (0-based), to become a note under its header label."""

    column: int
    code: str
    detail: str = ""


Line = tuple[int, list[str]]


@dataclass(slots=True)
class Grid:
    """Lines are (row number, cells); ``header`` is set only by formats that name columns."""

    sheet: str
    encoding: str
    lines: Iterator[Line]
    header: tuple[str, ...] | None = None
    findings: dict[int, list[Finding]] = field(default_factory=dict)
    warnings: list[Text] = field(default_factory=list)

    def add_finding(self, number: int, finding: Finding) -> None:
        self.findings.setdefault(number, []).append(finding)
