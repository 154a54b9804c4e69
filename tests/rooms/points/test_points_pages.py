"""Pages: a firm sees its own standing with every reason, the bureau the cohort."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kechuang.points.models import Appeal, Snapshot
from tests.journeys.small_region import ON
from tests.journeys.workbooks import cells_of
from tests.rooms.points.conftest import SCHEME

pytestmark = pytest.mark.django_db


def client_of(region, role):
    return region.people[role].client if role in region.people else Client()


def page(client, name, *args, **query):
    response = client.get(reverse(f"points:{name}", args=args), query)
    assert response.status_code == 200, response.content.decode()[:400]
    return response.content.decode()


@pytest.mark.parametrize(
    ("role", "firm", "cohort", "listed"),
    [
        ("anonymous", 403, 403, 403),
        ("enterprise", 200, 403, 200),
        ("outsider", 403, 403, 200),
        ("technology_manager", 403, 403, 403),
        ("administrator", 403, 403, 403),
        ("bureau", 200, 200, 200),
        ("district_clerk", 403, 200, 200),
        ("auditor", 200, 200, 200),
    ],
)
def test_who_sees_what(region, snapshot, mine, role, firm, cohort, listed):
    client = client_of(region, role)

    addresses = (("standing", [mine.pk]), ("cohort", [snapshot.pk]), ("list", []))
    found = [client.get(reverse(f"points:{name}", args=a)).status_code for name, a in addresses]

    assert found == [firm, cohort, listed]


def test_a_firm_reads_its_points_what_is_missing_and_how_far_the_line_is(region, mine):
    html = page(region.people["enterprise"].client, "standing", mine.pk)

    for words in (
        "逐项得分",
        "研发费用占营业收入的比例",
        "缺的数据",
        "距线",
        "示例",
        "权重",
        "申请复核",
    ):
        assert words in html


def test_the_bureau_sees_places_lists_and_saves_them(region, snapshot):
    client = region.people["bureau"].client

    html = page(client, "cohort", snapshot.pk)
    answer = client.get(reverse("points:cohort", args=[snapshot.pk]), {"export": "xlsx"})

    assert "得分为区间的企业" in html
    assert "云澜市积分贷推荐名单" in html
    assert region.mine.name in cells_of(answer)


def test_a_clerk_of_a_district_sees_the_firms_of_the_district(region, snapshot):
    html = page(region.people["district_clerk"].client, "cohort", snapshot.pk)

    assert region.near.name in html
    assert region.mine.name not in html


def test_firms_are_filtered_by_their_place_on_a_list(region, snapshot):
    client = region.people["bureau"].client

    html = page(client, "cohort", snapshot.pk, listed="yunlan-white-list:off")

    assert region.mine.name not in html


def test_the_bureau_freezes_by_the_form(region):
    client = region.people["bureau"].client
    page(client, "take")

    answer = client.post(reverse("points:take"), {"scheme_id": SCHEME, "on": ON.isoformat()})

    assert answer.status_code == 302
    assert Snapshot.objects.get().on == ON


def test_an_appeal_goes_from_the_firm_to_another_clerk_and_back(region, mine, other_clerk):
    firm = region.people["enterprise"].client
    page(firm, "appeal", mine.pk)
    firm.post(reverse("points:appeal", args=[mine.pk]), {"grounds": "人数有误"})
    appeal = Appeal.objects.get()
    address = reverse("points:answer", args=[appeal.pk])
    assert address not in page(region.people["bureau"].client, "standing", mine.pk)
    assert address in page(other_clerk.client, "standing", mine.pk)

    page(other_clerk.client, "answer", appeal.pk)
    answer = other_clerk.client.post(address, {"outcome": "upheld", "reason": "已更正"})

    assert answer.status_code == 302
    assert "已由快照" in page(firm, "standing", mine.pk)
    assert "已更正" in page(firm, "standing", mine.pk)


def test_the_pages_are_in_english_too(region, snapshot, mine):
    client = region.people["bureau"].client
    client.cookies["django_language"] = "en"

    for name, args in (
        ("list", []),
        ("take", []),
        ("cohort", [snapshot.pk]),
        ("standing", [mine.pk]),
    ):
        html = page(client, name, *args)
        assert "积分" not in html.split("<main")[1].split("</main>")[0].replace(
            region.mine.name, ""
        )
