"""What an answer says in all its forms, and what of that was not to be told."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from html import unescape

from django.http import HttpResponse

from tests.journeys.small_region import CANARIES, OUTCOME_CANARY, UNPUBLISHED_TITLE

STRANGERS = (
    "anonymous",
    "outsider",
    "institution",
    "technology_manager",
    "administrator",
    "district_clerk",
)
OWN = {"institution": {UNPUBLISHED_TITLE, OUTCOME_CANARY}}


def said_by(response: HttpResponse) -> str:
    """All text of an answer; archives are unpacked, JSON and character references read."""
    if response.headers.get("Content-Type", "").startswith("application/json"):
        return json.dumps(response.json(), ensure_ascii=False)
    if response.content[:2] == b"\x1f\x8b":
        return gzip.decompress(response.content).decode()
    if response.content[:2] != b"PK":
        return response.content.decode()
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        return unescape("".join(book.read(name).decode() for name in book.namelist()))


def leaks_to(role: str, text: str) -> set[str]:
    """Canaries in the ``text`` that this stranger may not meet."""
    return {canary for canary in CANARIES if canary in text} - OWN.get(role, set())
