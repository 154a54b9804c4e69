"""Red controls: every planted leak is noticed, and nothing is where none is planted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from tests.api.addresses import address_of, arguments_of
from tests.proof.canaries import acts, plants
from tests.proof.canaries.asker import Asker
from tests.proof.canaries.comparing import shown
from tests.proof.canaries.crawling import Crawl
from tests.proof.canaries.probing import Probe
from tests.proof.canaries.records import addresses_of
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


@dataclass(frozen=True)
class Control:
    """One line of the catalogue: a leak planted at a stage, and who would meet it where."""

    line: int
    stage: str
    plant: plants.Plant
    asker: str
    names: tuple[str, ...]
    look: Callable[[Look], int] = Look.meets


def _around(act: acts.Act) -> Callable[[Look], int]:
    return lambda look: look.changes(act)


FEWER, MORE = _around(acts.one_report_fewer), _around(acts.another_bid)
OTHERS = _around(acts.swapped_authors)
CONTROLS = (
    Control(1, "scoring", plants.search_by_hidden_field, "outsider", ("parties:list",), Look.finds),
    Control(2, "scoring", plants.negated_search, "outsider", ("parties:list",), Look.finds),
    Control(3, "opened", plants.order_of_handing_in, "officer", ("reviews:submission",), OTHERS),
    Control(4, "registered", plants.counted_bids, "anonymous", ("programmes:feed",), MORE),
    Control(5, "scoring", plants.telling_status, "bidder b", ("reviews:ranking",)),
    Control(6, "scoring", plants.last_updated, "anonymous", ("reviews:draws",), FEWER),
    Control(7, "decided", plants.letters_of_others, "bidder b", ("files:download",)),
    Control(8, "scoring", plants.talking_errors, "outsider", ("reviews:submission",)),
    Control(9, "scoring", plants.counted_reports, "anonymous", ("reviews:draw",), FEWER),
    Control(10, "registered", plants.guessable_files, "outsider", ("files:download",)),
    Control(11, "scoring", plants.telling_file_names, "reviewer 1", ("reviews:copy",)),
    Control(12, "closed", plants.past_reviewers, "anonymous", ("reviews:draw_file",)),
    Control(13, "registered", plants.receipts_for_all, "outsider", ("cases:receipt_file",)),
    Control(14, "scoring", plants.slow_search, "outsider", ("parties:list",), Look.waits),
    Control(15, "scoring", plants.open_progress, "reviewer 1", ("reviews:round",), FEWER),
    Control(16, "registered", plants.talkative_interface, "anonymous", ("programmes:feed",)),
    Control(17, "scoring", plants.original_for_copy, "reviewer 1", ("reviews:copy",)),
    Control(18, "scoring", plants.active_copy, "reviewer 1", ("reviews:copy",)),
    Control(19, "registered", plants.page_in_place, "bidder a", ("files:download",)),
    Control(20, "scoring", plants.interested_officers, "interested", ("reviews:submission",)),
    Control(21, "opened", plants.seats_come_back, "recused", ("reviews:seat",)),
    Control(22, "opened", plants.lasting_letters, "officer", ("reviews:submission",)),
)


@dataclass
class Caught:
    """By line of the catalogue: harms seen with the leak, and without it."""

    seen: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def caught(self) -> list[int]:
        return [line for line, (planted, clean) in self.seen.items() if planted and not clean]

    @property
    def is_complete(self) -> bool:
        return len(self.caught) == len(CONTROLS)

    def said(self) -> str:
        """``22/22 planted leaks caught``, and the lines of those that were not."""
        missed = sorted({one.line for one in CONTROLS} - set(self.caught))
        told = f"植入泄露 / planted leaks: {len(self.caught)} of {len(CONTROLS)} 被发现 / caught"
        return told + (f"; missed {missed}" if missed else "")


def plants_caught(
    caught: Caught,
    town: Town,
    askers: Iterable[Asker],
    since: Mapping[str, int],
    absent: Mapping[str, str],
) -> None:
    """Plant every leak of this stage, one after the other."""
    due = [control for control in CONTROLS if control.stage == town.stage]
    known, places = {asker.name: asker for asker in askers}, []
    if due:
        places = [*addresses_of(town, since), *_without_record(due)]
    for control in due:
        found = [(name, address) for name, address in places if name in control.names]
        look = Look(town, known[control.asker], found, absent)
        clean = control.look(look)
        with control.plant(town):
            caught.seen[control.line] = control.look(look), clean


def _without_record(due: Iterable[Control]) -> list[tuple[str, str]]:
    names = {name for control in due for name in control.names}
    return [(name, address_of(name, {})) for name in names if not arguments_of(name)]
