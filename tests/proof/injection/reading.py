"""Reads every page, list and table that shows what was stored, as everybody."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.test import Client

from tests.proof.authorization.cells import Records
from tests.proof.injection.crawling import crawl, starts_for, view_of
from tests.proof.injection.executing import Visit
from tests.proof.injection.exporting import KEPT, lost
from tests.proof.injection.showing import details
from tests.proof.injection.watching import Findings

OVERSEER = "bureau"
READERS = (
    "treasurer",
    "auditor",
    "administrator",
    "enterprise",
    "technology_manager",
    "anonymous",
)
EACH, SHOWN_EACH, QUICK_STARTS = 12, 2, 12
EXPORT = {"export": "xlsx"}


@dataclass
class Reading:
    """``visits`` are pages worth opening in a browser: some of each kind for each reader.

    The overseer reads beside ``readers``, who are one database's share of all.
    """

    browsers: Mapping[str, Client]
    records: Records
    findings: Findings
    rng: random.Random
    most: int
    readers: tuple[str, ...]
    visits: list[Visit] = field(default_factory=list)

    def read(self, folder: Path) -> None:
        """All pages of each kind up to a number, all hostile records, all lists as tables."""
        for asker in (OVERSEER, *(() if self.most else self.readers)):
            lists = self._read_as(asker)
            for address in lists:
                self._save(asker, address, folder)

    def _read_as(self, asker: str) -> list[str]:
        """Read as ``asker``; the addresses of lists that can be saved."""
        starts = starts_for(asker, self.records)
        if self.most:
            starts = tuple(self.rng.sample(starts, QUICK_STARTS))
        if asker == OVERSEER:
            starts += tuple(details(self.rng, most=self.most))
        shown, lists = Counter[str](), list(KEPT) if asker == OVERSEER else []
        pages = crawl(
            self.browsers[asker], self.findings, each=0 if self.most else EACH, starts=starts
        )
        for address, page in pages:
            self.findings.n += 1
            match = view_of(address)
            if match and shown[match.view_name] < SHOWN_EACH:
                shown[match.view_name] += 1
                self.visits.append((asker, address))
            if any("export=xlsx" in link for link in page.links):
                lists.append(address.partition("?")[0])
        return sorted(set(lists))

    def _save(self, asker: str, address: str, folder: Path) -> None:
        answer = self.browsers[asker].get(address, EXPORT)
        self.findings.see(answer, f"export of {address}")
        if asker == OVERSEER and address in KEPT:
            missing = lost(answer.content, address, folder)
            self.findings.harms += [f"lost {text[:60]!r} from {address}" for text in missing]
