"""In a real browser: nothing is refused, nothing overflows, the menu opens without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["/design/", "/accounts/login/"])
def test_a_page_fits_and_the_policy_refuses_nothing(
    browser: Browser, site: str, width: int, path: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(site + path)

    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_policy_does_refuse_a_planted_script(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(site + "/design/")

    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.planted = true';"
        "document.body.append(s)"
    )

    assert page.evaluate("window.planted === undefined")
    page.close()


def test_the_menu_opens_without_script(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900}, java_script_enabled=False)
    page.goto(site + "/design/")

    page.click("summary.menu-toggle")

    assert page.is_visible(".menu-panel")
    page.close()
