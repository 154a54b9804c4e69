"""From a need to the list: posed, filed, scored, looked through for duplicates, published."""

from __future__ import annotations

from datetime import datetime

from kechuang.demo.challenges.acting import (
    OFFICER,
    SCORERS,
    hand_in,
    let_time_pass,
    named,
    player,
    step,
    unit_of,
    write,
)
from kechuang.demo.challenges.days import at, on
from kechuang.demo.challenges.papers import commitment
from kechuang.demo.challenges.stories import Story
from kechuang.programmes import services as programmes
from kechuang.programmes.models import ListedItem, Need, ProgrammeRound

SHEETS = (
    {"clear_target": 22, "real_gap": 21, "money_secured": 16, "not_a_purchase": 13, "worth": 12},
    {"clear_target": 20, "real_gap": 23, "money_secured": 17, "not_a_purchase": 12, "worth": 13},
)
REMARKS = ("指标可考核，验收方法明确。", "缺口真实，同类企业有共性需求。")


def pose(programme: ProgrammeRound, told: Story, when: datetime) -> Need:
    """A need with everything typed, not yet filed."""
    by = player(told.demander)
    party = unit_of(by)
    need = programmes.begin_need(
        by=by,
        at=when,
        programme=programme,
        party=party,
        title=told.title,
        title_en=told.title_en,
    )
    write(by, when, need.case, "need", {**_typed(told), "demander_unit": named(party)})
    return need


def filed(programme: ProgrammeRound, told: Story, day: str) -> Need:
    """A need that its demander filed in the morning of ``day``."""
    need = pose(programme, told, at(f"{day}T09:00"))
    by = player(told.demander)
    lines = commitment(told)
    hand_in(by, at(f"{day}T09:40"), need.case, "need_commitment", "需求方出资承诺书", lines)
    step(by, at(f"{day}T10:00"), need.case, "file_need")
    return Need.objects.get(pk=need.pk)


def examine(need: Need, day: str) -> None:
    """Two people score the need; the officer searches for what it may repeat."""
    for scorer, marks, remark in zip(SCORERS, SHEETS, REMARKS, strict=True):
        programmes.score_need(
            by=player(scorer), at=at(f"{day}T09:30"), need=need, marks=marks, remark=remark
        )
    programmes.search_duplicates(by=player(OFFICER), at=at(f"{day}T15:00"), need=need)


def published(
    programme: ProgrammeRound, told: Story, days: tuple[str, str, str, str]
) -> ListedItem:
    """An item on the list and open for bids; ``days`` of filing, listing, publishing, opening."""
    filed_on, listed_on, published_on, opens_on = days
    need, officer = filed(programme, told, filed_on), player(OFFICER)
    examine(need, listed_on)
    search = need.searches.latest("found_at")
    programmes.rule_on_duplicates(
        by=officer,
        at=at(f"{listed_on}T16:00"),
        search=search,
        reason="检索结果与本需求的指标、应用场景不同，不构成重复。",
    )
    step(officer, at(f"{listed_on}T16:30"), need.case, "list_need")
    step(officer, at(f"{published_on}T09:00"), need.case, "publish", bids_open_on=on(opens_on))
    let_time_pass(at(f"{opens_on}T09:00"))
    return ListedItem.objects.get(need=need)


def _typed(told: Story) -> dict[str, object]:
    """The form as the demander fills it in."""
    return {
        "is_legal_person": True,
        "is_local": True,
        "no_rd_two_years": False,
        "ordinary_purchase": False,
        "topic": told.title,
        "list_class": told.list_class,
        "targets": [
            {
                "indicator": one.indicator,
                "present": one.present,
                "wanted": one.wanted,
                "proof": one.proof,
            }
            for one in told.targets
        ],
        "years": told.years,
        "budget": told.budget,
        "own_funds": told.own_funds,
        "rd_last_year": told.rd_last_year,
        "contact": {"name": player(told.demander).name},
        "is_consortium": False,
    }
