"""The next steps of a case as a page offers them: mine first, closed ones with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.cases.presenting.duties import is_duty
from kechuang.cases.selectors import CaseOffer
from kechuang.cases.states import ANYBODY
from kechuang.engines.flow import CLOCK, Procedure
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Awaited:
    """A step that is somebody else's: ``who`` may take it."""

    who: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One event of the reader's; ``is_next`` for the one that carries the case on, ``is_main``
    when it is open besides. An event that may go several ways is called by all of them until it is
    known which way it goes."""

    offer: CaseOffer
    label: Text
    is_main: bool
    is_next: bool
    is_duty: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """``mine`` belong to the reader, the one that carries the case on first, open ones before
    closed ones; ``others`` tell whose turn it is besides."""

    mine: tuple[Choice, ...]
    others: tuple[Awaited, ...]

    @property
    def has_duty(self) -> bool:
        """Whether somebody waits for the reader, and not only the other way round."""
        return any(one.is_duty for one in self.mine)

    @property
    def has_open(self) -> bool:
        return any(one.is_duty and one.offer.is_open for one in self.mine)


def choices_of(procedure: Procedure, offers: Sequence[CaseOffer]) -> Choices:
    """One choice for each event; of several ways of one event the open one counts."""
    own = [offer for offer in offers if offer.is_mine and ANYBODY not in offer.step.who]
    ways: dict[str, list[CaseOffer]] = {}
    for offer in own:
        ways.setdefault(offer.event, []).append(offer)
    by_event = {event: _way(several) for event, several in ways.items()}
    onward = _onward([one for one in by_event.values() if is_duty(procedure, one.step)])
    made = [_choice(procedure, one, ways[event], onward) for event, one in by_event.items()]
    awaited = [Awaited(_people(procedure, offer)) for offer in offers if not offer.is_mine]
    return Choices(
        mine=tuple(sorted(made, key=_rank)),
        others=tuple(dict.fromkeys(awaited)),
    )


def _onward(duties: Sequence[CaseOffer]) -> CaseOffer | None:
    """The one step that carries the case on: the only open one, else the first that is closed.
    Where several are open there is a choice to make, and none is pressed by a single click."""
    opened = [one for one in duties if one.is_open]
    if opened:
        return opened[0] if len(opened) == 1 else None
    return duties[0] if duties else None


def _way(several: Sequence[CaseOffer]) -> CaseOffer:
    """Of several ways of one event the open one."""
    return next((offer for offer in several if offer.is_open), several[0])


def _choice(
    procedure: Procedure,
    offer: CaseOffer,
    several: Sequence[CaseOffer],
    onward: CaseOffer | None,
) -> Choice:
    is_next = offer is onward
    label = offer.step.wording.staff if offer.is_open else _all_ways(several)
    return Choice(offer, label, is_next and offer.is_open, is_next, is_duty(procedure, offer.step))


def _all_ways(several: Sequence[CaseOffer]) -> Text:
    words = tuple(dict.fromkeys(offer.step.wording.staff for offer in several))
    return Text(" / ".join(one.zh for one in words), " / ".join(one.en for one in words))


def _rank(choice: Choice) -> tuple[bool, bool, bool]:
    return not choice.is_next, not choice.offer.is_open, not choice.is_duty


def _people(procedure: Procedure, offer: CaseOffer) -> tuple[Text, ...]:
    return tuple(procedure.roles[role] for role in offer.step.who if role != CLOCK)
