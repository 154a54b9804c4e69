"""Needs on their way to the list: their score and whether they repeat something."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.engines.tally import half_up
from kechuang.programmes.access import can_read_sheets, needs_seen_by
from kechuang.programmes.models import DuplicateRuling, DuplicateSearch, ListingScore, Need
from kechuang.programmes.selectors.contents import handed_in, need_content, need_digest
from kechuang.programmes.selectors.rounds import measures_of


@dataclass(frozen=True)
class ScoreBoard:
    """The sheets that count, and their average; ``points`` None while too few people scored."""

    sheets: tuple[ListingScore, ...]
    wanted: int
    points: int | None


def visible_needs(actor: Actor) -> QuerySet[Need]:
    """Needs that the actor may read whole."""
    seen = Need.objects.filter(needs_seen_by(actor))
    return seen.select_related("case__round__version", "case__party", "programme", "demand")


def score_board(actor: Actor, need: Need) -> ScoreBoard | None:
    """Every sheet that counts, for officers and auditors; None for everybody else."""
    return board_of(need) if can_read_sheets(actor, need) else None


def board_of(need: Need) -> ScoreBoard:
    """The latest sheet of each person about the need as it stands, averaged, half up."""
    digest = content_digest(need)
    latest: dict[int, ListingScore] = {}
    for sheet in need.scores.filter(content_digest=digest).order_by("scored_at", "pk"):
        latest[sheet.scored_by_id] = sheet
    sheets = tuple(latest.values())
    wanted = measures_of(need.programme).least_sheets
    if len(sheets) < wanted:
        return ScoreBoard(sheets, wanted, None)
    return ScoreBoard(sheets, wanted, half_up(sum(one.points for one in sheets), len(sheets)))


def latest_search(need: Need) -> DuplicateSearch | None:
    """The latest search about the need as it stands."""
    return need.searches.filter(content_digest=content_digest(need)).first()


def ruling_of(need: Need) -> DuplicateRuling | None:
    """The officer's latest ruling; None until there is one about the need as it stands."""
    search = latest_search(need)
    return search.rulings.select_related("candidate").first() if search else None


def content_digest(need: Need) -> str:
    """What scores and searches are about: the need as it was handed in."""
    return need_digest(need_content(handed_in(need.case)))
