"""One asker who looks where a planted leak would be met."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from tests.proof.canaries import acts
from tests.proof.canaries.asker import Asker
from tests.proof.canaries.comparing import shown
from tests.proof.canaries.crawling import Crawl
from tests.proof.canaries.probing import Probe
from tests.proof.canaries.town import Town

ROUNDS, SLOWER = 7, 2


@dataclass
class Look:
    """Where a planted leak would be met: at some addresses, by one asker."""

    town: Town
    asker: Asker
    places: list[tuple[str, str]]
    absent: Mapping[str, str]

    def meets(self) -> int:
        crawl = Crawl(self.town.canaries, self.town.stage, self.absent)
        return len(crawl.see(self.places, [self.asker]).leaks)

    def finds(self) -> int:
        names = {name for name, _ in self.places}
        return len(Probe(self.town, self.town.stage).see([self.asker], names).leaks)

    def waits(self) -> int:
        """Whether a search for the hidden takes longer than one for nothing."""
        phone = next(t for t, c in self.town.canaries.known.items() if c.field == "phone")
        took = {text: median(self._took(text) for _ in range(ROUNDS)) for text in (phone, "70000")}
        return int(took[phone] > SLOWER * took["70000"])

    def _took(self, text: str) -> float:
        began = time.perf_counter()
        self.asker.client.get(self.places[0][1], {"q": text})
        return time.perf_counter() - began

    def changes(self, act: acts.Act) -> int:
        """How many of the addresses answer otherwise once something hidden has happened."""
        before = [self._answer(address) for _, address in self.places]
        with acts.done(act, self.town):
            after = [self._answer(address) for _, address in self.places]
        return sum(one != other for one, other in zip(before, after, strict=True))

    def _answer(self, address: str) -> str:
        return shown(self.asker.client.get(address))


def around(act: acts.Act) -> Callable[[Look], int]:
    """Looks before and after ``act``."""
    return lambda look: look.changes(act)
