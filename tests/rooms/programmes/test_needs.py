"""A need is begun by whom it concerns, with what is known filled in and its source told."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.base.errors import InvalidInput, NotAllowed
from kechuang.demands.states import Confidentiality
from kechuang.parties.models import Party, PartyFact
from kechuang.programmes import services as programmes
from kechuang.programmes.selectors.contents import need_content, typed_so_far
from kechuang.programmes.selectors.needs import visible_needs
from tests.cast import Person
from tests.rooms.ledger.town import WAN
from tests.rooms.programmes.scene import OPENED, Scene, demand_of

pytestmark = pytest.mark.django_db


def test_a_demand_fills_in_the_need_with_its_source(town: Scene) -> None:
    demand = demand_of(town.unit, by=town.demander.actor)

    need = programmes.begin_need(
        by=town.demander.actor, at=OPENED, programme=town.programme, party=town.unit, demand=demand
    )

    content = need_content(typed_so_far(need.case))
    assert (content.topic, content.budget_fen) == (demand.title, 2000 * WAN)
    assert (content.targets[0].indicator, content.targets[0].wanted) == ("温度", "900℃")
    assert content.demander.code == town.unit.credit_code
    sources = {one["field"]: one["source"] for one in need.prefilled}
    assert sources["targets"] == f"需求 {demand.number}"
    assert sources["demander_unit"] == "主体登记"


def test_a_known_fact_is_filled_in_with_its_source(town: Scene) -> None:
    PartyFact.objects.create(
        party=town.unit, name="rd_expense", period="2025", value=str(800 * WAN),
        source="研发费用辅助账", as_of=date(2026, 1, 31), recorded_at=OPENED,
    )  # fmt: skip

    need = _begun(town)

    assert need.case.draft["rd_last_year"] == 800 * WAN
    assert "研发费用辅助账（截至2026-01-31）" in {one["source"] for one in need.prefilled}


def test_the_title_is_the_topic_until_it_is_worded_otherwise(town: Scene) -> None:
    told = {"by": town.demander.actor, "at": OPENED, "programme": town.programme}
    titled = programmes.begin_need(**told, party=town.unit, title="低温阀门")
    demand = demand_of(town.unit, by=town.demander.actor)
    both = programmes.begin_need(**told, party=town.unit, title="低温阀门", demand=demand)

    assert titled.case.draft["topic"] == "低温阀门"
    assert both.case.draft["topic"] == "低温阀门"


def test_a_longer_title_than_the_form_takes_is_left_to_the_demander(town: Scene) -> None:
    demand = demand_of(town.unit, by=town.demander.actor, title="题" * 61)

    need = programmes.begin_need(
        by=town.demander.actor, at=OPENED, programme=town.programme, party=town.unit, demand=demand
    )

    assert "topic" not in need.case.draft


def test_a_demand_without_its_name_stays_without(town: Scene) -> None:
    demand = demand_of(
        town.unit, by=town.demander.actor, confidentiality=Confidentiality.NAME_HIDDEN
    )

    need = programmes.begin_need(
        by=town.demander.actor, at=OPENED, programme=town.programme, party=town.unit, demand=demand
    )

    assert need.is_name_hidden


def test_nobody_poses_a_need_for_another(town: Scene, charlie: Person) -> None:
    with pytest.raises(NotAllowed):
        programmes.begin_need(
            by=charlie.actor, at=OPENED, programme=town.programme, party=town.unit
        )


def test_nobody_fills_in_anothers_demand(
    town: Scene, charlie: Person, outsider_firm: Party
) -> None:
    with pytest.raises(NotAllowed):
        programmes.begin_need(
            by=charlie.actor,
            at=OPENED,
            programme=town.programme,
            party=outsider_firm,
            demand=demand_of(town.unit, by=town.demander.actor),
        )


def test_the_government_poses_only_where_the_pack_says_so(town: Scene) -> None:
    with pytest.raises(InvalidInput, match="enterprises and other units pose"):
        programmes.begin_need(by=town.minister, at=OPENED, programme=town.programme)


def test_a_need_is_seen_by_its_people_and_by_the_bureau_once_filed(
    town: Scene, charlie: Person, clerk: Person, auditor: Person
) -> None:
    draft = _begun(town)
    filed = town.need()

    assert set(visible_needs(town.demander.actor)) == {draft, filed}
    for who in (clerk, auditor):
        assert set(visible_needs(who.actor)) == {filed}
    assert not visible_needs(charlie.actor)


def _begun(town: Scene):
    return programmes.begin_need(
        by=town.demander.actor, at=OPENED, programme=town.programme, party=town.unit
    )
