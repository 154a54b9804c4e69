"""How much one uploaded table may cost the platform."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings of one reading; ``cells`` counts the rectangle from A1 to the last used cell,
    ``formatted_cells`` those of a workbook that goes back with its formats kept."""

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 400_000_000
    rows: int = 200_000
    columns: int = 512
    cells: int = 2_000_000
    formatted_cells: int = 300_000
    cell_characters: int = 32_767
    text_characters: int = 60_000_000
    seconds: int = 30
    memory_bytes: int = 512 << 20

    @property
    def output_bytes(self) -> int:
        """What the fenced process may write: rows of four-byte characters, or a workbook."""
        return self.text_characters * 8 + self.unpacked_bytes
