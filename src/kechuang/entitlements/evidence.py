"""The whole answer, packed into a row and out of it."""

from __future__ import annotations

import json
import zlib
from typing import Any


def pack_evidence(line: bytes) -> bytes:
    """Compress the canonical JSON of an answer (1–2 KB instead of 4–8)."""
    return zlib.compress(line, 6)


def unpack_evidence(packed: bytes | memoryview) -> dict[str, Any]:
    """The answer as the engine gave it."""
    answer: dict[str, Any] = json.loads(zlib.decompress(packed))
    return answer
