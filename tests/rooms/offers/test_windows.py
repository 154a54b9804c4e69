"""An application is taken in its season, and once the bureau has opened the year's."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.base.errors import WrongState
from kechuang.cases.services import enter_procedure
from kechuang.engines.rulebook import Season
from kechuang.engines.wording import Text
from kechuang.offers.models import Application
from kechuang.offers.selectors import windows
from kechuang.offers.selectors.standing import standings_of
from kechuang.offers.selectors.windows import window_of
from kechuang.offers.services import open_applications, start_application
from kechuang.offers.states import APPLICATION_PROCEDURE
from kechuang.policies.selectors import listed_clause
from tests.engines.flow.playing import PROCEDURES
from tests.journeys.small_region import REGISTRANT
from tests.rooms.cases.scene import CITY, at
from tests.rooms.offers.scene import FROZEN, Scene

ARTICLE = Text("第九条", "Article 9")
SPRING = Season(date(2026, 3, 1), date(2026, 4, 30), True, ARTICLE)
AUTUMN = Season(date(2026, 9, 1), date(2026, 11, 30), True, ARTICLE)
ONCE = Season(date(2025, 3, 1), date(2025, 4, 30), False, ARTICLE)
IN_SEASON, OUT = at("2026-11-25T09:00"), at("2026-12-25T09:00")


@pytest.fixture
def seasons(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registrants' subsidy is applied for in spring and autumn."""
    monkeypatch.setattr(windows, "_seasons", lambda digest, clause: (SPRING, AUTUMN))


@pytest.fixture
def opened(scene: Scene) -> None:
    version = enter_procedure(by=CITY, at=FROZEN, content=PROCEDURES[APPLICATION_PROCEDURE].source)
    open_applications(by=CITY, at=FROZEN, version=version, year=2026)


def answer(scene: Scene):
    run = scene.region.run
    assert run is not None
    return run.entitlements.select_related("party", "run").get(
        party=scene.region.strange, pack_id=REGISTRANT[0], clause_id=REGISTRANT[1]
    )


@pytest.mark.parametrize(
    ("seasons_of", "on", "span", "is_open"),
    [
        ((SPRING, AUTUMN), date(2026, 3, 1), ("2026-03-01", "2026-04-30"), True),
        ((SPRING, AUTUMN), date(2026, 5, 1), ("2026-09-01", "2026-11-30"), False),
        ((SPRING, AUTUMN), date(2026, 12, 1), ("2027-03-01", "2027-04-30"), False),
        ((ONCE, AUTUMN), date(2026, 6, 1), ("2026-09-01", "2026-11-30"), False),
        ((ONCE,), date(2026, 6, 1), ("2025-03-01", "2025-04-30"), False),
    ],
)
def test_the_window_is_the_open_one_else_the_next_else_the_last(
    seasons_of, on, span, is_open
) -> None:
    window = windows._nearest(seasons_of, on)

    assert window is not None
    assert (str(window.opens_on), str(window.closes_on)) == span
    assert window.is_open is is_open


def test_a_clause_without_a_season_is_open_all_year(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "_seasons", lambda digest, clause: ())

    assert window_of(listed_clause(*REGISTRANT), on=date(2026, 12, 31)) is None


def test_out_of_its_season_the_service_takes_no_application(
    scene: Scene, seasons: None, opened: None
) -> None:
    with pytest.raises(WrongState, match="2027-03-01 to 2027-04-30"):
        start_application(by=scene.who("strange"), at=OUT, entitlement=answer(scene))
    assert not Application.objects.exists()

    assert start_application(by=scene.who("strange"), at=IN_SEASON, entitlement=answer(scene)).pk


def test_the_button_is_there_only_in_the_season_of_an_opened_year(
    scene: Scene, seasons: None, opened: None
) -> None:
    standings = standings_of(scene.region.strange.pk, 2026)

    assert standings.may_apply(answer(scene), on=IN_SEASON.date())
    assert not standings.may_apply(answer(scene), on=OUT.date())


def test_before_the_year_is_opened_there_is_no_button(scene: Scene, seasons: None) -> None:
    standings = standings_of(scene.region.strange.pk, 2026)

    assert standings.is_unclaimed(answer(scene))
    assert not standings.may_apply(answer(scene), on=IN_SEASON.date())


def test_the_firm_reads_when_applications_are_taken(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/entitlements/party/{scene.region.strange.pk}/"
    client = scene.people["strange"].client
    unopened = client.get(address).content.decode()
    monkeypatch.setattr(windows, "_seasons", lambda digest, clause: (ONCE,))
    over = client.get(address).content.decode()

    assert "主管部门尚未开设本年度政策申请" in unopened
    assert "申报已于 2025-04-30 截止" in over
    assert "带数据申请" not in unopened + over
