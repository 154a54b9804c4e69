"""Without a mouse: skip link, menu, filters and filing a need; and on paper without menus."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visitor import PHONE, Visitor, visiting
from tests.journeys.city import FILED_BY

pytestmark = pytest.mark.browser
MANY = 120


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element is reached."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


def type_into(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.type(text)


def press_enter(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


def test_the_skip_link_comes_first_and_leads_to_the_content(browser: Browser, site: str) -> None:
    with visiting(browser, site) as visitor:
        visitor.opens("/outcomes/")

        visitor.page.keyboard.press("Tab")
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_url("**/outcomes/#content")

        assert visitor.page.evaluate("document.activeElement.id") == "content"


def test_the_narrow_menu_opens_and_leads_on(browser: Browser, site: str) -> None:
    with visiting(browser, site) as visitor:
        visitor.opens("/")
        visitor.page.set_viewport_size(PHONE)  # type: ignore[arg-type]

        tab_to(visitor.page, "summary.menu-toggle")
        visitor.page.keyboard.press("Enter")
        tab_to(visitor.page, ".menu-panel a[href='/demands/']")
        press_enter(visitor)

        assert visitor.page.url == f"{site}/demands/"


def test_filters_work(browser: Browser, site: str) -> None:
    with visiting(browser, site) as visitor:
        visitor.opens("/outcomes/")
        everything = visitor.page.inner_text("#registry [role=status]")

        type_into(visitor.page, "form.filters [name=q]", "电机")
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_url("**q=*")
        visitor.page.wait_for_function(
            "before => document.querySelector('#registry [role=status]').innerText !== before",
            arg=everything,
        )

        assert visitor.page.locator("#registry tbody tr").count() > 0


def test_a_need_is_filed(browser: Browser, site: str) -> None:
    with visiting(browser, site) as visitor:
        visitor.logs_in(FILED_BY)
        visitor.opens("/demands/new/")

        tab_to(visitor.page, "[name=enterprise]")
        visitor.page.keyboard.press("ArrowDown")
        type_into(visitor.page, "[name=title]", "键盘填报的需求")
        type_into(visitor.page, "[name=problem]", "不用鼠标也能填报。")
        tab_to(visitor.page, "[name=confidentiality]")
        visitor.page.keyboard.press("Space")
        tab_to(visitor.page, "main form button[type=submit]")
        press_enter(visitor)

        assert visitor.page.inner_text("h1") == "键盘填报的需求"


def test_paper_shows_no_menus(browser: Browser, site: str) -> None:
    with visiting(browser, site) as visitor:
        visitor.opens("/policies/")
        on_screen = visitor.page.is_visible(".masthead nav >> visible=true")

        visitor.page.emulate_media(media="print")

        assert on_screen
        assert visitor.page.locator("nav").locator("visible=true").count() == 0
        assert visitor.page.locator("form.filters").locator("visible=true").count() == 0
        assert visitor.page.is_visible("h1")
        visitor.page.emulate_media(media="screen")
