"""A year's plan is opened from a pack, with options of its own, and given its budget line."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kechuang.cases.models import ProcedureVersion
from kechuang.cases.selectors import procedure_of, terms_of
from kechuang.programmes.models import ProgrammeRound
from tests.rooms.ledger.town import small_treasury
from tests.rooms.programmes.pages.at_desk import (
    READERS,
    address,
    client_of,
    reader,
    statuses_of,
    text_of,
)
from tests.rooms.programmes.scene import entered, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(db: None) -> ProcedureVersion:
    return entered("jinan-challenge")


def filled(**changes: Any) -> dict[str, Any]:
    """What the page sends: the plan's name, and the options that were shown."""
    named = {"code": "plan-2026", "year": "2026", "title": "2026年揭榜计划", "title_en": ""}
    options = {f"field.{name}": value for name, value in changes.items()}
    return {**named, **options, "shown": sorted(changes)}


def opened(client: Client, pack: ProcedureVersion, **changes: Any) -> Any:
    return client.post(address("desk_open", pack.pk), filled(**changes))


def test_only_the_city_chooses_a_pack(pack: ProcedureVersion) -> None:
    nobody_else = {
        "city clerk": 200, "lake clerk": 403, "harbour clerk": 403, "auditor": 403,
        "enterprise": 403, "treasurer": 403, "expert": 403, "nobody": 403,
    }  # fmt: skip

    assert statuses_of(address("desk_packs")) == nobody_else


def test_an_auditor_or_a_clerk_of_a_district_opens_none(pack: ProcedureVersion) -> None:
    answers = [opened(reader(name), pack).status_code for name in ("auditor", "lake clerk")]

    assert answers == [403, 403]
    assert not ProgrammeRound.objects.exists()


def test_every_option_stands_with_its_source_or_is_called_an_example(
    pack: ProcedureVersion,
) -> None:
    page = text_of(reader("city clerk"), address("desk_open", pack.pk))

    for option in procedure_of(pack).options.values():
        assert option.field.label.zh in page
    assert "异地专家匿名网上评审" in page
    assert page.count("示例") > 10
    assert "20个工作日" in page


def test_a_plan_keeps_only_what_it_sets_otherwise(pack: ProcedureVersion) -> None:
    answer = opened(reader("city clerk"), pack, bid_days="45", publicity_days="5", is_blind="yes")

    programme = ProgrammeRound.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == address("desk_round", "plan-2026")
    assert dict(terms_of(programme.items_round).options) == {"bid_days": 45}


def test_what_the_service_refuses_is_said_on_the_page(pack: ProcedureVersion) -> None:
    client = reader("city clerk")

    open_review = opened(client, pack, is_blind="no", bid_days="31")
    out_of_bounds = opened(client, pack, bid_days="999")
    unnamed = client.post(address("desk_open", pack.pk), {"shown": []})

    assert [one.status_code for one in (open_review, out_of_bounds, unnamed)] == [422] * 3
    assert "本平台只办匿名评审" in open_review.content.decode()
    assert 'value="31"' in open_review.content.decode()
    assert "不得超过180" in out_of_bounds.content.decode()
    assert not ProgrammeRound.objects.exists()


def test_a_code_is_used_once(pack: ProcedureVersion) -> None:
    client = reader("city clerk")
    opened(client, pack)

    again = opened(client, pack)

    assert again.status_code == 409
    assert "已被使用" in again.content.decode()


def test_another_row_of_an_option_opens_nothing_yet(pack: ProcedureVersion) -> None:
    client = reader("city clerk")
    asked = {**filled(sectors=""), "do": "add:field.sectors"}

    answer = client.post(address("desk_open", pack.pk), asked)

    assert answer.status_code == 200
    assert 'name="field.sectors.0"' in answer.content.decode()
    assert 'value="2026年揭榜计划"' in answer.content.decode()
    assert not ProgrammeRound.objects.exists()


def test_a_table_of_shares_is_set_row_by_row(pack: ProcedureVersion) -> None:
    given = {
        "funding_shares.0.payer": "city",
        "funding_shares.0.share": "50",
        "funding_shares.1.payer": "demander",
        "funding_shares.1.share": "50",
    }
    body = {**filled(**given), "shown": ["funding_shares"]}

    reader("city clerk").post(address("desk_open", pack.pk), body)

    programme = ProgrammeRound.objects.get()
    rows = terms_of(programme.items_round).options["funding_shares"]
    assert [row["share"] for row in rows] == [50, 50]  # type: ignore[index, union-attr, call-overload]


def test_the_plan_shows_its_options_clocks_and_money() -> None:
    town = scene()
    town.approved()

    page = text_of(client_of(town.officer), address("desk_round", "jinan-challenge"))

    assert "本计划预留" in page
    assert "¥3,000,000.00" in page
    assert "公示期" in page
    assert "市级财政" in page


def test_everybody_at_the_desk_reads_a_plan_and_nobody_else() -> None:
    scene(with_money=False)

    found = statuses_of(address("desk_round", "jinan-challenge"))

    assert found == READERS | {"harbour clerk": 200}


def test_the_city_names_the_budget_line_and_an_auditor_does_not() -> None:
    town = scene(with_money=False)
    line = small_treasury().line
    url, given = address("desk_line", "jinan-challenge"), {"line": line.pk}

    answers = [reader(name).post(url, given).status_code for name in ("auditor", "city clerk")]

    town.programme.refresh_from_db()
    assert answers == [403, 302]
    assert town.programme.line == line


def test_no_line_is_named_without_choosing_one() -> None:
    town = scene(with_money=False)

    answer = client_of(town.officer).post(address("desk_line", "jinan-challenge"), {})

    assert answer.status_code == 422
