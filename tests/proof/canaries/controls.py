"""Red controls: every planted leak is noticed, and nothing is where none is planted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from tests.api.addresses import address_of, arguments_of
from tests.proof.canaries import acts
from tests.proof.canaries.asker import Asker
from tests.proof.canaries.looking import Look, around
from tests.proof.canaries.plants import (
    counting,
    entering,
    giving,
    searching,
    staging,
    telling,
)
from tests.proof.canaries.records import addresses_of
from tests.proof.canaries.town import Town

Plant = Callable[[Town], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Control:
    """One line of the catalogue: a leak planted at a stage, and who would meet it where."""

    line: int
    stage: str
    plant: Plant
    asker: str
    names: tuple[str, ...]
    look: Callable[[Look], int] = Look.meets


FEWER, MORE = around(acts.one_report_fewer), around(acts.another_bid)
OTHERS = around(acts.swapped_authors)
CONTROLS = (
    Control(
        1, "scoring", searching.search_by_hidden_field, "outsider", ("parties:list",), Look.finds
    ),
    Control(2, "scoring", searching.negated_search, "outsider", ("parties:list",), Look.finds),
    Control(3, "opened", counting.order_of_handing_in, "officer", ("reviews:submission",), OTHERS),
    Control(4, "registered", counting.counted_bids, "anonymous", ("programmes:feed",), MORE),
    Control(5, "scoring", telling.telling_status, "bidder b", ("reviews:ranking",)),
    Control(6, "scoring", counting.last_updated, "anonymous", ("reviews:draws",), FEWER),
    Control(7, "decided", giving.letters_of_others, "bidder b", ("files:download",)),
    Control(8, "scoring", telling.talking_errors, "outsider", ("reviews:submission",)),
    Control(9, "scoring", counting.counted_reports, "anonymous", ("reviews:draw",), FEWER),
    Control(10, "registered", giving.guessable_files, "outsider", ("files:download",)),
    Control(11, "scoring", giving.telling_file_names, "reviewer 1", ("reviews:copy",)),
    Control(12, "closed", telling.past_reviewers, "anonymous", ("reviews:draw_file",)),
    Control(13, "registered", giving.receipts_for_all, "outsider", ("cases:receipt_file",)),
    Control(14, "scoring", searching.slow_search, "outsider", ("parties:list",), Look.waits),
    Control(15, "scoring", counting.open_progress, "reviewer 1", ("reviews:round",), FEWER),
    Control(16, "registered", telling.talkative_interface, "anonymous", ("programmes:feed",)),
    Control(17, "scoring", giving.original_for_copy, "reviewer 1", ("reviews:copy",)),
    Control(18, "scoring", giving.active_copy, "reviewer 1", ("reviews:copy",)),
    Control(19, "registered", giving.page_in_place, "bidder a", ("files:download",)),
    Control(20, "scoring", entering.interested_officers, "interested", ("reviews:submission",)),
    Control(21, "opened", entering.seats_come_back, "recused", ("reviews:seat",)),
    Control(22, "opened", telling.lasting_letters, "officer", ("reviews:submission",)),
    Control(23, "running", staging.stages_of_others, "pooled", ("programmes:stage",)),
    Control(24, "running", staging.named_experts, "chief b", ("programmes:milestone",)),
    Control(25, "chosen", staging.told_vetoes, "anonymous", ("cases:public",)),
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
