"""Needs on their way to the list: one being written, one that may repeat a running project."""

from __future__ import annotations

from kechuang.demo.challenges.acting import player, unit_of, write
from kechuang.demo.challenges.days import at
from kechuang.demo.challenges.listing import examine, filed
from kechuang.demo.challenges.stories import story
from kechuang.programmes import services as programmes
from kechuang.programmes.models import ProgrammeRound


def written_need(programme: ProgrammeRound) -> None:
    """A need begun on Monday: the targets are there, the money is not yet."""
    told = story("splash-zone")
    by = player(told.demander)
    need = programmes.begin_need(
        by=by, at=at("11-16T09:20"), programme=programme, party=unit_of(by), title=told.title
    )
    first = told.targets[0]
    typed = {
        "is_legal_person": True,
        "no_rd_two_years": False,
        "ordinary_purchase": False,
        "topic": told.title,
        "list_class": told.list_class,
        "targets": [
            {
                "indicator": first.indicator,
                "present": first.present,
                "wanted": first.wanted,
                "proof": first.proof,
            }
        ],
        "years": told.years,
    }
    write(by, at("11-18T16:45"), need.case, "need", typed)


def examined_need(programme: ProgrammeRound) -> None:
    """Filed and scored by two; the search found a running project, and the officer is to rule."""
    need = filed(programme, story("tower-again"), "11-11")
    examine(need, "11-17")
