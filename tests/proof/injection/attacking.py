"""The attack: every form filled by whoever reaches it, imports, addresses; then all pages read."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import resolve

from tests.api.audiences import Record
from tests.journeys.small_region import Region
from tests.proof.authorization.cells import Records
from tests.proof.authorization.contents import content_of
from tests.proof.injection.crawling import Found, crawl, forms_of, starts_for
from tests.proof.injection.elsewhere import try_elsewhere
from tests.proof.injection.exporting import check_exports
from tests.proof.injection.filling import Filler
from tests.proof.injection.importing import import_payloads
from tests.proof.injection.showing import LISTS, details, publish_all
from tests.proof.injection.watching import Findings

FILLERS = ("enterprise", "institution", "bureau", "treasurer", "administrator", "anonymous")
OVERSEER = "bureau"
LEAVING = {"account_logout"}
READ, QUICK_STARTS = 30, 30


@dataclass
class Attack:
    """What is attacked and how much: ``most`` rounds, rows and pages of each kind (0: all)."""

    browsers: Mapping[str, Client]
    region: Region
    records: Records
    findings: Findings
    rng: random.Random
    most: int

    def store(self) -> None:
        """Put payloads wherever they can be put, and publish what was kept."""
        bureau = self.browsers[OVERSEER]
        for asker, found in self.forms().values():
            self._fill(self.browsers[asker], found)
        import_payloads(bureau, self.findings, most=10 * self.most)
        try_elsewhere(bureau, self.findings, rng=self.rng, most=3 * self.most)
        publish_all()

    def forms(self) -> dict[tuple[str, ...], tuple[str, Found]]:
        """Every form once, with the first visitor who reaches it."""
        known: dict[tuple[str, ...], tuple[str, Found]] = {}
        for asker in FILLERS if not self.most else FILLERS[:1]:
            starts = starts_for(asker, self.records)
            chosen = self.rng.sample(starts, QUICK_STARTS) if self.most else starts
            for found in forms_of(self.browsers[asker], self.findings, starts=tuple(chosen)):
                known.setdefault(found.key, (asker, found))
        return known

    def read(self, folder: Path) -> None:
        """Read every page and save every list that shows what was stored."""
        hostile = tuple(details(self.rng, most=self.most))
        for asker, lists in LISTS.items():
            starts = lists + (hostile if asker == "bureau" else ())
            pages = crawl(self.browsers[asker], self.findings, each=self.most or 30, starts=starts)
            for _ in pages:
                pass
            exported = [address for address in lists if "?" not in address]
            check_exports(self.browsers[asker], self.findings, exported, folder=folder)

    def _fill(self, client: Client, found: Found) -> None:
        filler = Filler(self.findings, self.rng, self.most)
        if found.form.method == "get":
            filler.ask(client, found)
        elif found.view not in LEAVING:
            filler.fill(client, found, self._accepted(found))

    def _accepted(self, found: Found) -> dict[str, Any]:
        """What the form is sent besides: what it shows, or what it is known to take."""
        match = resolve(found.address.partition("?")[0])
        try:
            content = content_of(match.view_name, self.region, Record(ids=match.kwargs))
        except KeyError:
            content = {}
        return {**found.form.filled, **content}
