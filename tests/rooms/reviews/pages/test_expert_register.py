"""The register of experts, and an expert's own entry."""

from __future__ import annotations

import pytest

from kechuang.base.roles import Role
from kechuang.reviews.models import Expert
from kechuang.reviews.services import NewTie
from kechuang.reviews.states import TieKind
from tests.base.registry.cast import clerk, person
from tests.rooms.reviews.town import Town, expert, small_round, state

pytestmark = pytest.mark.django_db
POST = {"kind": "post", "about": "云澜大学", "source": "本人填报", "as_of": "2026-11-01"}


def test_the_register_is_filtered_by_unit() -> None:
    small_round()

    page = clerk().client.get("/reviews/experts/?unit=第3研究院").content.decode()

    assert "专家3" in page
    assert "专家4" not in page


def test_the_register_is_the_bureaus() -> None:
    assert (
        person("guest", Role.TECHNOLOGY_MANAGER).client.get("/reviews/experts/").status_code == 403
    )


def test_an_entry_is_registered_then_confirmed() -> None:
    officer = clerk().client
    given = {"name": "新专家", "fields_of": ["520"], "source": "单位推荐"}

    assert officer.post("/reviews/experts/new/", given).status_code == 302
    made = Expert.objects.get(name="新专家")
    clerk("another").client.post(f"/reviews/experts/{made.pk}/confirm/")

    made.refresh_from_db()
    assert made.state == "confirmed"


def test_load_and_reliability_are_separate_facts() -> None:
    town: Town = small_round()

    page = clerk().client.get(f"/reviews/experts/{town.experts[0].pk}/").content.decode()

    assert "其中逾期提交" in page
    assert "与同组均分的平均差距" in page


def test_experts_state_about_themselves_and_find_nobody_else() -> None:
    known = person("self", Role.EXPERT)
    own = expert("自述专家", None, "990102", known)
    other = expert("别人", None, "990102")

    stated = known.client.post(f"/reviews/experts/{own.pk}/state/", POST)

    assert stated.status_code == 302
    assert "云澜大学" in known.client.get("/reviews/experts/me/").content.decode()
    assert known.client.get(f"/reviews/experts/{other.pk}/").status_code == 404
    assert known.client.post(f"/reviews/experts/{other.pk}/state/", POST).status_code == 404


def test_a_statement_about_nothing_is_refused() -> None:
    own = expert("自述专家", None, "990102")

    answer = clerk().client.post(f"/reviews/experts/{own.pk}/state/", {**POST, "kind": ""})

    assert answer.status_code == 422


def test_dates_are_blocked_and_an_expert_suspended_with_a_reason() -> None:
    own, officer = expert("自述专家", None, "990102"), clerk().client
    dates = {"first_on": "2026-12-01", "last_on": "2026-12-05", "reason": "出差"}

    officer.post(f"/reviews/experts/{own.pk}/block/", dates)
    officer.post(f"/reviews/experts/{own.pk}/suspend/", {"reason": "本人要求"})

    page = officer.get(f"/reviews/experts/{own.pk}/").content.decode()
    assert "出差" in page
    assert "本人要求" in page


def test_an_experts_own_word_names_no_other_source_and_takes_nothing_back() -> None:
    known = person("self", Role.EXPERT)
    own = expert("自述专家", None, "990102", known)
    state(own, NewTie(TieKind.COAUTHOR, "张三", 2025))
    given = {"kind": "tie:coauthor", "about": "张三", "year": "2000", "as_of": "2026-11-02"}
    address = f"/reviews/experts/{own.pk}/state/"

    assert 'name="source"' not in known.client.get(address).content.decode()
    assert known.client.post(address, {**given, "source": "论文库"}).status_code == 302
    future = known.client.post(address, {**given, "as_of": "2099-01-01"})

    told = [(tie.year, tie.source, tie.is_own_word) for tie in own.ties.order_by("pk")]
    assert told == [(2025, "论文库 2026-11", False), (2000, "本人填报", True)]
    assert future.status_code == 422
