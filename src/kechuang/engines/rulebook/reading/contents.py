"""The canonical content of a file, whose SHA-256 is its digest."""

from __future__ import annotations


def dates_as_text(value: object) -> object:
    if isinstance(value, dict):
        return {key: dates_as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [dates_as_text(part) for part in value]
    return value if isinstance(value, str | int | None) else str(value)
