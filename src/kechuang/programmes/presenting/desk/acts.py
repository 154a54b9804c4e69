"""The steps of a case as the desk offers them, each with the address that takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from kechuang.base.actors import Actor
from kechuang.cases.models import Case
from kechuang.cases.presenting.offers import Awaited, Choice, choices_of
from kechuang.cases.selectors import course_of, offers_for


@dataclass(frozen=True, slots=True)
class Act:
    """``choice`` is the procedure's own offer: what it lacks is what the service would refuse.

    ``is_main``: the one way on, taken by a single click; where there are several, none is."""

    choice: Choice
    url: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class Acts:
    """``mine`` are the reader's; ``others`` tell whose turn it is besides."""

    mine: tuple[Act, ...]
    others: tuple[Awaited, ...]


def acts_of(case: Case, actor: Actor, at: datetime, *, address: str, number: str) -> Acts:
    """Every step of the reader's from the present state; ``address`` names where they are taken,
    of the record that ``number`` names."""
    course = course_of(case, at)
    choices = choices_of(course.procedure, offers_for(course, actor, at))
    has_one_way = sum(one.is_duty for one in choices.mine) == 1
    mine = (
        Act(
            one,
            reverse(f"programmes:{address}", args=[number, one.offer.event]),
            one.is_main and has_one_way,
        )
        for one in choices.mine
    )
    return Acts(tuple(mine), choices.others)
