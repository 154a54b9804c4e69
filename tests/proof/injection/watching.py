"""Judges every answer: no failure, nothing made by a payload, nothing leaked, no strange header."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import HttpResponse

from tests.proof.injection.exporting import runnable
from tests.proof.injection.servers import PRODUCT
from tests.proof.pages import FOREIGN, Page

TELLING = (PRODUCT, "Traceback (most recent", "root:x:0:0", "psycopg", "sqlite3.", "django.db")
FAILED = 500
PAGE, SENT = "text/html", "/files/"


@dataclass
class Findings:
    """``n`` counts texts put somewhere and answers read; ``harms`` says what was seen where."""

    n: int = 0
    harms: list[str] = field(default_factory=list)
    tables: int = 0

    def see(self, answer: HttpResponse, place: str) -> Page | None:
        """Note what is wrong with the answer; the parsed page if it is one.

        Files that somebody sent are given back as they came; they are nobody's export.
        """
        found = list(_of_answer(answer))
        page = None
        media_type = answer.get("Content-Type", "")
        if media_type.startswith(PAGE):
            text = answer.content.decode("utf-8", "replace")
            page = Page(text)
            found += [*page.created, *(f"shown {told!r}" for told in TELLING if told in text)]
        elif answer.get("Content-Disposition", "") and not place.startswith(SENT):
            self.tables += 1
            found += [f"formula {cell}" for cell in runnable(answer.content, media_type)]
        self.harms += [f"{harm} at {place}" for harm in found]
        return page


def _of_answer(answer: HttpResponse) -> Iterator[str]:
    if answer.status_code >= FAILED:
        yield str(answer.status_code)
    names = {name.lower() for name in answer.headers} | set(answer.cookies)
    yield from (f"header {name}" for name in names if name in ("x-kc", "kc"))
    if FOREIGN.search(answer.get("Location", "")):
        yield f"redirect to {answer['Location'][:60]}"
