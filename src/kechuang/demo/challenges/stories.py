"""What each challenge asks and what is offered for it, read from ``texts/``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Target:
    indicator: str
    present: str
    wanted: str
    proof: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A bid: ``unit`` is a key of ``units.OUTSIDERS``, amounts are in 万元 as people type them.

    ``promised`` answers the targets in their order. ``chief`` and ``assistant`` are log-in names,
    where the offer becomes a project.
    """

    unit: str
    leader: str
    budget: str
    grant: str
    months: str
    route: str
    risk: str
    promised: tuple[str, ...]
    chief: str = ""
    assistant: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A challenge; ``demander`` is the log-in name of who poses it, amounts are in 万元."""

    title: str
    title_en: str
    demander: str
    list_class: str
    gap: str
    years: str
    budget: str
    own_funds: str
    rd_last_year: str
    targets: tuple[Target, ...]
    offers: tuple[Offer, ...] = ()


@cache
def story(name: str) -> Story:
    """The challenge of ``texts/<name>.yaml``."""
    written: dict[str, Any] = yaml.safe_load((TEXTS / f"{name}.yaml").read_text("utf-8"))
    offers = tuple(_offer(one) for one in written.pop("offers", ()))
    targets = tuple(Target(**one) for one in written.pop("targets"))
    return Story(**written, targets=targets, offers=offers)


def story_names() -> tuple[str, ...]:
    """Every challenge that is written down, in the order of the alphabet."""
    return tuple(sorted(file.stem for file in TEXTS.glob("*.yaml")))


def _offer(written: dict[str, Any]) -> Offer:
    return Offer(**{**written, "promised": tuple(written["promised"])})
