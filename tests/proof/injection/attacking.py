"""The attack: every form filled by whoever reaches it, imports, addresses, headers."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import resolve

from tests.api.audiences import Record
from tests.journeys.small_region import Region
from tests.proof.authorization.cells import Records
from tests.proof.authorization.contents import content_of, is_known
from tests.proof.injection.crawling import Found, forms_of, starts_for
from tests.proof.injection.elsewhere import try_elsewhere
from tests.proof.injection.filling import Filler
from tests.proof.injection.importing import import_payloads
from tests.proof.injection.payloads import Payload, every_payload
from tests.proof.injection.planning import HALVES
from tests.proof.injection.showing import publish_all
from tests.proof.injection.watching import Findings

FILLERS = (
    "enterprise",
    "institution",
    "bureau",
    "treasurer",
    "auditor",
    "administrator",
    "anonymous",
)
LEAVING = {"account_logout"}
QUICK_STARTS = 30
Forms = dict[tuple[str, ...], tuple[str, Found]]


@dataclass
class Attack:
    """What is attacked and how much: ``most`` rounds, rows and pages of each kind (0: all).

    ``half`` (0 or 1) of the rounds and addresses is one database's share; both make the whole.
    """

    browsers: Mapping[str, Client]
    region: Region
    records: Records
    findings: Findings
    rng: random.Random
    half: int
    most: int

    def store(self) -> None:
        """Put payloads wherever they can be put, and publish what was kept."""
        filler = Filler(self.findings, self.rng, self.half, self.most)
        for asker, found in self.forms().values():
            client = self.browsers[asker]
            if found.form.method == "get":
                filler.ask(client, found)
            elif found.view not in LEAVING:
                filler.fill(client, found, lambda found=found: self._accepted(found))
        bureau = self.browsers["bureau"]
        import_payloads(bureau, self.findings, half=self.half, most=10 * self.most)
        try_elsewhere(bureau, self.findings, self._elsewhere())
        publish_all()

    def _elsewhere(self) -> Sequence[Payload]:
        payloads = every_payload()
        most = 3 * self.most
        return self.rng.sample(payloads, most) if most else payloads[self.half :: HALVES]

    def forms(self) -> Forms:
        """Every form once, with the first visitor who reaches it."""
        known: Forms = {}
        for asker in FILLERS if not self.most else FILLERS[:1]:
            starts = starts_for(asker, self.records)
            chosen = self.rng.sample(starts, QUICK_STARTS) if self.most else starts
            client, each = self.browsers[asker], 0 if self.most else 1
            for found in forms_of(client, self.findings, each=each, starts=tuple(chosen)):
                known.setdefault(found.key, (asker, found))
        return known

    def _accepted(self, found: Found) -> dict[str, Any]:
        """What the form is sent besides: what it shows, or what it is known to take."""
        match = resolve(found.address.partition("?")[0])
        if not is_known(match.view_name):
            return found.form.filled
        content = content_of(match.view_name, self.region, Record(ids=match.kwargs))
        return {**found.form.filled, **content}
