"""One need, from the public home to an accepted outcome, as three people live it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator

from tests.browser.visitor import Visitor, visiting
from tests.journeys.city import FILED_BY, VETTED_BY

pytestmark = pytest.mark.browser
NEED = "船用永磁推进电机磁钢抗退磁"
SUGGESTED = "main .stack-wide > ol > li"
FAINT = "main .stack-wide > details > ol > li"
PATIENCE = 60_000


def looks_around(visitor: Visitor) -> None:
    visitor.opens("/")
    visitor.page.fill("#home-search", "永磁电机")
    visitor.presses("搜索", within="main")
    visitor.page.select_option("#search-kind", "outcome")
    visitor.presses("搜索", within="main")
    visitor.page.locator("main ol a").first.click()
    visitor.page.wait_for_url("**/outcomes/*/")
    chinese = visitor.page.inner_text("h1")
    visitor.presses("English")
    assert visitor.page.get_attribute("html", "lang") == "en"
    assert visitor.page.inner_text("h1") != chinese
    visitor.presses("中文")
    assert visitor.page.inner_text("h1") == chinese


def reads_own_answers(visitor: Visitor) -> None:
    visitor.logs_in(FILED_BY)
    visitor.page.locator("main a[href^='/entitlements/party/']").first.click()
    visitor.page.wait_for_url("**/entitlements/party/*/")
    visitor.fits()
    visitor.page.locator("main h3 a[href^='/entitlements/answer/']").first.click()
    visitor.page.wait_for_url("**/entitlements/answer/*/")
    visitor.fits()
    assert "逐条理由" in visitor.text
    assert visitor.page.locator(".reason").count() > 1


def files_a_need(visitor: Visitor) -> str:
    visitor.opens("/demands/new/")
    visitor.page.select_option("[name=enterprise]", index=1)
    visitor.page.fill("[name=title]", NEED)
    visitor.page.fill(
        "[name=problem]", "推进电机磁钢在高温下退磁，需要低重稀土、高矫顽力的永磁体。"
    )
    visitor.page.fill("[name=targets]", "矫顽力 | 20 | 25 | kOe")
    visitor.page.check("[name=confidentiality][value=public]")
    visitor.presses("保存草稿")
    visitor.presses("提交", within="main")
    assert "已提交" in visitor.text
    return visitor.page.url.removeprefix(visitor.site)


def publishes_and_sweeps(visitor: Visitor, need: str) -> None:
    visitor.logs_in(VETTED_BY)
    visitor.presses(NEED, within="main")
    assert visitor.page.url.endswith(need)
    visitor.presses("审核通过", within="main")
    visitor.presses("发布", within="main")
    visitor.opens("/sweeps/")
    visitor.presses("以今天的数据计算")
    visitor.page.get_by_text("计算已完成并封存").wait_for(timeout=PATIENCE)


def decides(visitor: Visitor, need: str) -> None:
    visitor.opens(f"/matching{need.replace('demands', 'demand')}")
    (declined,) = _titles(visitor)
    items = visitor.page.locator(SUGGESTED)
    assert items.first.locator("details[open]").is_visible()
    _decide(visitor, items.first, "不合适", reason="价格过高")
    assert "价格过高" in items.first.inner_text()
    visitor.page.get_by_text("项仅文字相近").click()
    other = visitor.page.locator(FAINT).first
    accepted = other.locator("h2").inner_text()
    _decide(visitor, other, "愿意对接")
    assert _titles(visitor) == [accepted, declined]
    assert "愿意对接" in items.first.locator(".badge").all_inner_texts()


def test_from_the_home_page_to_an_accepted_outcome(browser: Browser, site: str) -> None:
    with visiting(browser, site) as anyone:
        looks_around(anyone)
    with visiting(browser, site) as enterprise, visiting(browser, site) as bureau:
        reads_own_answers(enterprise)
        need = files_a_need(enterprise)
        publishes_and_sweeps(bureau, need)
        decides(enterprise, need)


def _titles(visitor: Visitor) -> list[str]:
    return [item.inner_text() for item in visitor.page.locator(f"{SUGGESTED} h2").all()]


def _decide(visitor: Visitor, item: Locator, decision: str, *, reason: str = "") -> None:
    item.locator("[name=reason]").fill(reason)
    with visitor.page.expect_navigation():
        item.get_by_role("button", name=decision).click()
    visitor.fits()
