"""Asks every address as everybody, and holds every canary that is met against the table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.urls import resolve

from tests.api.expectations import TABLE
from tests.proof.canaries.asker import Asker
from tests.proof.canaries.comparing import shown
from tests.proof.canaries.expecting import is_due
from tests.proof.canaries.reading import acts, told_by, unsafe
from tests.proof.canaries.tokens import Canaries

LINK = re.compile(r'href="([^"#]+)')
COPIES = ("reviews:copy",)
SECRET_ROOMS = ("reviews", "cases", "files", "programmes")
REFUSED = (403, 404)
LIMITED = ("account_", "mfa_")
PER_NAME = 3
FAILED = 500
Place = tuple[str, str]


@dataclass
class Crawl:
    """``n`` cells asked; ``leaks`` what was met and by whom; ``links`` what the pages lead to."""

    canaries: Canaries
    stage: str
    absent: Mapping[str, str]
    n: int = 0
    leaks: list[str] = field(default_factory=list)
    links: set[Place] = field(default_factory=set)
    told: dict[tuple[str, str], str] = field(default_factory=dict)

    def see(self, places: Iterable[Place], askers: Iterable[Asker]) -> Crawl:
        """Each asker at each place."""
        for name, address in places:
            for asker in askers:
                self._see(name, address, asker)
        return self

    def follow(self, known: set[Place], askers: list[Asker]) -> Crawl:
        """Where the pages led: a few of each kind, again as everybody."""
        taken = Counter[str]()
        for name, address in sorted(self.links - known):
            is_near = name.partition(":")[0] in SECRET_ROOMS or "export=" in address
            taken[name] += is_near
            if is_near and taken[name] <= PER_NAME:
                self.see([(name, address)], askers)
        return self

    def _see(self, name: str, address: str, asker: Asker) -> None:
        self.n += 1
        if name.startswith(LIMITED):
            cache.clear()
        answer = asker.client.get(address)
        self.leaks += [f"{leak}: {self._at(name, address, asker)}" for leak in
                       self._leaks(name, address, asker, answer)]  # fmt: skip
        if answer.get("Content-Type", "").startswith("text/html"):
            self.links |= set(places_in(answer.content.decode("utf-8", "replace"), address))

    def _leaks(self, name: str, address: str, asker: Asker, answer: HttpResponse) -> Iterator[str]:
        for canary in self.canaries.found_in(told_by(answer)):
            if not is_due(canary, name, asker, self.stage):
                yield f"{canary.field} of {canary.subject}"
        if answer.status_code >= FAILED:
            yield f"failed {answer.status_code}"
        if fault := unsafe(answer):
            yield fault
        if name in COPIES and answer.status_code == 200 and (fault := acts(answer.content)):
            yield f"active copy {fault}"
        if answer.status_code in REFUSED and self._is_told_apart(name, address, asker, answer):
            yield "told apart from an absent one"

    def _is_told_apart(self, name: str, address: str, asker: Asker, answer: HttpResponse) -> bool:
        other = self.absent.get(name)
        if other is None or asker.may_know_of(address):
            return False
        key = name, asker.name
        if key not in self.told:
            self.told[key] = shown(asker.client.get(other), other)
        return shown(answer, address) != self.told[key]

    def _at(self, name: str, address: str, asker: Asker) -> str:
        return f"{name} {address} by {asker.name} while {self.stage}"


def places_in(page: str, address: str) -> Iterator[Place]:
    """The addresses of the house that the page links to."""
    for link in LINK.findall(page):
        target = urljoin(address, link.replace("&amp;", "&"))
        parts = urlsplit(target)
        if parts.netloc or parts.path.startswith("/static/"):
            continue
        name = _name_of(parts.path)
        if name in TABLE and not (parts.query and "export=" not in parts.query):
            yield name, target


@lru_cache(maxsize=4096)
def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Http404:
        return ""
