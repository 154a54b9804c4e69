"""Judges every answer: no failure, nothing made by a payload, nothing leaked, no strange header."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.http import HttpResponse

from tests.proof.injection.servers import PRODUCT
from tests.proof.pages import FOREIGN, Page

TELLING = (PRODUCT, "Traceback (most recent", "root:x:0:0", "psycopg", "sqlite3.", "django.db")
FAILED = 500


@dataclass
class Findings:
    """``n`` counts payloads put somewhere; ``harms`` says what was seen, by kind and place."""

    n: int = 0
    harms: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def see(self, answer: HttpResponse, place: str) -> Page | None:
        """Note what is wrong with the answer; the parsed page if it is one."""
        self.seen[place] += 1
        self.harms += [f"{harm} at {place}" for harm in _of_answer(answer)]
        if not answer.get("Content-Type", "").startswith("text/html"):
            return None
        text = answer.content.decode("utf-8", "replace")
        page = Page(text)
        self.harms += [f"{made} at {place}" for made in page.created]
        self.harms += [f"{told!r} shown at {place}" for told in TELLING if told in text]
        return page

    def count(self, kind: str) -> int:
        return sum(harm.startswith(kind) for harm in self.harms)


def _of_answer(answer: HttpResponse) -> list[str]:
    found = [f"{answer.status_code}"] if answer.status_code >= FAILED else []
    names = {name.lower() for name in answer.headers} | set(answer.cookies)
    found += [f"header {name}" for name in names if name in ("x-kc", "kc")]
    if FOREIGN.search(answer.get("Location", "")):
        found.append(f"redirect to {answer['Location'][:60]}")
    return found
