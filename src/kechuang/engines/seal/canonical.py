"""Canonical JSON: one value, one sequence of bytes, so that hashes can be compared."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any


def canonical_bytes(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and NFC text.

    Raises ``TypeError`` for floats and other values without one canonical form, and ``ValueError``
    for keys that only differ before they become NFC text (``1`` and ``"1"``).
    """
    return exact_bytes(_normalised(value))


def exact_bytes(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and every text exactly as given, for what must come back whole.

    A registered name may hold characters that NFC would replace.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    """SHA-256 (hex) of the canonical bytes of ``value``."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def _normalised(value: Any) -> Any:
    if isinstance(value, float):
        raise TypeError("canonical JSON holds no floating-point numbers")
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return _normalised_keys(value)
    if isinstance(value, (list, tuple)):
        return [_normalised(item) for item in value]
    return value


def _normalised_keys(value: dict[Any, Any]) -> dict[str, Any]:
    named = {unicodedata.normalize("NFC", str(key)): _normalised(v) for key, v in value.items()}
    if len(named) < len(value):
        raise ValueError("two keys are the same canonical text")
    return named
