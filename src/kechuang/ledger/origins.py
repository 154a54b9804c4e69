"""Where rooms above say why a grant was given: its case, the rule's article, the facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kechuang.engines.wording import Text
from kechuang.ledger.models import Grant


@dataclass(frozen=True)
class Fact:
    """What was found and where that stands."""

    what: Text
    found: Text
    source: Text


@dataclass(frozen=True)
class Origin:
    """One case behind a grant; ``articles`` are what its decision rests on.

    ``case_url``, ``rule_url`` and ``facts_url`` lead to the pages of the room that tells.
    """

    case: Text
    case_url: str
    rule: Text
    rule_url: str
    articles: tuple[Text, ...]
    facts: tuple[Fact, ...] = ()
    facts_url: str = ""


Teller = Callable[[Grant], Origin | None]
_TELLERS: list[Teller] = []


def tell_origin(teller: Teller) -> None:
    """``teller(grant)`` gives the origin of a grant that its room made, else None."""
    if teller not in _TELLERS:
        _TELLERS.append(teller)


def origins_of(grant: Grant) -> list[Origin]:
    """Everything the rooms above know of why the grant was given."""
    return [origin for teller in _TELLERS if (origin := teller(grant))]
