"""People who come in where they have no business, or no more."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

from kechuang.parties.access import covers
from kechuang.reviews.access import Involvement
from kechuang.reviews.models import ReviewRound
from kechuang.reviews.phases import Standing
from kechuang.reviews.states import AssignmentState
from tests.proof.canaries.town import Town

_standings = Involvement.standings


def interested_officers(town: Town) -> AbstractContextManager[Any]:
    def standings(self: Involvement, actor: Any, found: ReviewRound) -> Any:
        yield from _standings(self, actor, found)
        if covers(actor, found.region_code):
            yield Standing.OFFICER

    return patch.object(Involvement, "standings", standings)


def seats_come_back(town: Town) -> AbstractContextManager[Any]:
    """Nothing can be withdrawn and revived; a seat that was given up stands nearest to it."""
    standing = (AssignmentState.ASSIGNED, AssignmentState.REPORTED, AssignmentState.RECUSED)
    return patch("kechuang.reviews.access.STANDING", standing)
