"""How much the blinding of one document may cost the platform."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings of one blinding; ``depth`` is how many archives may lie inside one another."""

    file_bytes: int = 100_000_000
    unpacked_bytes: int = 400_000_000
    output_bytes: int = 400_000_000
    part_bytes: int = 64_000_000
    entries: int = 2_000
    depth: int = 3
    pages: int = 600
    page_points: int = 5_000
    picture_pixels: int = 50_000_000
    seconds: int = 240
    memory_bytes: int = 3 << 30
