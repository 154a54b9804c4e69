"""What is open, the list of a round and its items: the same for everybody, amounts as ceilings."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kechuang.base.roles import Role
from kechuang.demands.models import Demand
from kechuang.programmes.presenting.public.drawings import ceilings_by_class
from kechuang.programmes.presenting.public.items import shown_items
from kechuang.programmes.selectors.items import listed_items
from tests.base.registry.cast import person
from tests.rooms.cases.scene import at, wait
from tests.rooms.programmes.pages.public_reading import (
    FEED,
    ROUNDS,
    Calendar,
    cells,
    item_address,
    list_address,
    text_of,
)
from tests.rooms.programmes.scene import Scene, item_again, scene

pytestmark = pytest.mark.django_db
TOPIC = "高温薄膜传感器"
ANYBODY = Client()


@pytest.fixture
def town() -> Scene:
    return scene(with_money=False)


def test_before_the_first_round_everybody_is_told_whom_to_ask() -> None:
    page = text_of(ANYBODY, ROUNDS)

    assert "还没有开设轮次" in page
    assert "咨询" in page
    assert f'href="{reverse("cases:procedures")}"' in page


def test_what_can_be_answered_now_stands_first_with_the_time_left(
    town: Scene, calendar: Calendar
) -> None:
    item = town.bidding()
    calendar.turn_to("2026-04-13T10:00")

    page = text_of(ANYBODY, ROUNDS)

    opened = page.split('id="open-title"')[1].split('id="rounds-title"')[0]
    assert TOPIC in opened
    assert "还剩 2 个工作日" in opened
    assert "截止 2026-04-15 17:00" in opened
    assert f'href="{item_address(item)}"' in opened
    assert "最高 600万元" in opened


def test_a_round_says_its_place_variant_and_money(town: Scene, calendar: Calendar) -> None:
    town.bidding()
    calendar.turn_to("2026-04-13T10:00")

    page = text_of(ANYBODY, ROUNDS).split('id="rounds-title"')[1]

    for words in ("济南市揭榜挂帅", "面向全国", "企业等需求单位出题", "财政补助合计最高 600万元"):
        assert words in page
    assert (
        f'href="{reverse("cases:procedure", args=[town.programme.items_round.version_id])}"' in page
    )


def test_what_opens_next_is_told_while_nothing_is_open(town: Scene, calendar: Calendar) -> None:
    town.published()
    calendar.turn_to("2026-03-12T10:00")

    page = text_of(ANYBODY, ROUNDS)

    assert "现在没有正在受理的榜单" in page
    assert "最近一项 2026-03-16 开始受理" in page


def test_an_item_whose_deadline_passed_is_open_no_more(town: Scene, calendar: Calendar) -> None:
    item = town.bidding()
    calendar.turn_to("2026-04-15T17:00")

    assert "现在没有正在受理的榜单" in text_of(ANYBODY, ROUNDS)
    assert "我要揭榜" not in text_of(ANYBODY, item_address(item))


def test_the_list_tells_each_item_with_its_ceiling(town: Scene, calendar: Calendar) -> None:
    item = town.bidding()
    calendar.turn_to("2026-04-13T10:00")

    page = text_of(ANYBODY, list_address())

    for words in (item.number, TOPIC, "温度 900", town.unit.name, "最高 600万元", "2026-04-15"):
        assert words in page
    assert "上限，不是应得金额" in page
    assert f'href="{FEED}"' in page


def test_the_list_is_saved_as_a_workbook(town: Scene) -> None:
    item = town.bidding()

    header, row = cells(ANYBODY, f"{list_address()}?export=xlsx")

    told = dict(zip(header, row, strict=True))
    assert told["榜单编号"] == item.number
    assert told["财政补助"] == "最高 600万元"
    assert told["状态"] == "正在揭榜"


def test_the_list_is_narrowed_by_class_standing_and_words(town: Scene, calendar: Calendar) -> None:
    town.bidding()
    town.published(topic="深海电缆接头密封工艺", list_class="district")
    calendar.turn_to("2026-03-20T10:00")

    def found(query: str) -> int:
        return len(cells(ANYBODY, f"{list_address()}?export=xlsx&{query}")) - 1

    assert [found(query) for query in ("", "list_class=district", "standing=open", "q=电缆")] == [
        2, 1, 1, 1,
    ]  # fmt: skip
    assert found("list_class=nonsense&standing=nonsense") == 2


def test_the_chart_and_its_table_hold_the_same_numbers(town: Scene) -> None:
    town.published()
    town.published(
        topic="深海电缆接头密封工艺", list_class="district", budget="1000", own_funds="9"
    )

    chart = ceilings_by_class(
        shown_items(listed_items(), at("2026-03-12T10:00")), lambda name: f"?{name}", "zh-hans"
    )

    assert chart is not None
    assert chart.rows == [("企业技术需求", 1, 600), ("区县特色产业", 1, 300)]
    assert all(f"{name}: {amount}" in chart.svg for name, _, amount in chart.rows)


def test_longer_lists_take_no_more_questions(town: Scene, calendar: Calendar) -> None:
    calendar.turn_to("2026-03-12T10:00")

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            ANYBODY.get(address)
        return len(captured)

    town.published()
    few = [asked(address) for address in (ROUNDS, list_address())]
    town.published(topic="深海电缆接头密封工艺")
    town.published(topic="高速列车制动摩擦材料")

    assert [asked(address) for address in (ROUNDS, list_address())] == few


def test_an_item_tells_targets_money_and_conditions_with_articles(
    town: Scene, calendar: Calendar
) -> None:
    item = town.bidding()
    calendar.turn_to("2026-03-20T10:00")

    page = text_of(ANYBODY, item_address(item))

    for words in ("温度", "600", "900", "第三方检测"):
        assert words in page.split('id="targets"')[1].split("</section>")[0]
    money = page.split('id="money"')[1].split("</section>")[0]
    for words in ("市级财政", "30%", "600万元", "需求方", "70%", "1,400万元", "示例"):
        assert words in money
    conditions = page.split('id="conditions"')[1].split("</section>")[0]
    assert "揭榜方条件：与发榜单位无关联关系" in conditions
    assert "以平台服务器收到封存请求的时间为准" in page
    assert f'href="{reverse("programmes:begin_bid", args=[item.number])}"' in page
    assert f'href="{reverse("cases:public", args=[item.case.number])}"' in page


def test_the_way_of_an_item_is_told_in_public_words(town: Scene) -> None:
    item = town.bidding()
    town.sealed(item, town.bidder("远方传感科技有限公司"))
    wait(item.case, "2026-04-15T17:00")

    page = text_of(ANYBODY, item_address(item))

    way = page.split('class="phases"')[1].split("</ol>")[0]
    assert "榜单已公布" in way
    assert "揭榜截止" in way.split('aria-current="step"')[1]
    assert "方案已封存" not in way


def test_an_item_that_nobody_answered_ends_where_it_ended(town: Scene) -> None:
    item = town.bidding()
    wait(item.case, "2026-04-15T17:00")
    assert item_again(item).case.state == "unanswered"

    way = text_of(ANYBODY, item_address(item)).split('class="phases"')[1].split("</ol>")[0]

    assert "无有效揭榜" in way.split('aria-current="step"')[1]
    assert "验收中" not in way


def test_the_problem_is_the_demands_once_everybody_may_read_that(town: Scene) -> None:
    town.demand = {"confidentiality": "public"}
    item = town.published()
    before = text_of(ANYBODY, item_address(item))
    Demand.objects.filter(pk=item.need.demand_id).update(state="published")

    afterwards = text_of(ANYBODY, item_address(item))

    assert "现有传感器在高温下失效" not in before
    assert "现有传感器在高温下失效" in afterwards


def test_what_is_not_on_a_list_is_not_there(town: Scene) -> None:
    for address in ("/programmes/items/JB2026-999999/", "/programmes/lists/nothing/"):
        assert ANYBODY.get(address).status_code == 404


def test_everybody_finds_the_way_there_in_the_menu(town: Scene) -> None:
    unit_member = town.demander.client
    expert = person("expert", Role.EXPERT).client

    assert f'href="{ROUNDS}"' in text_of(ANYBODY, "/")
    workspace = text_of(unit_member, "/workspace/")
    for name in ("programmes:mine", "programmes:pose", "cases:list"):
        assert f'href="{reverse(name)}"' in workspace
    assert f'href="{reverse("programmes:pose")}"' not in text_of(expert, "/workspace/")
