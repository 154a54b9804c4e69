"""Main pages in both languages have no serious accessibility violation."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from kechuang.demo.accounts import PASSWORD
from tests.journeys.city import FILED_BY, VETTED_BY

pytestmark = pytest.mark.browser
GRAVE = {"serious", "critical"}
PAGES = {
    "": (
        "/",
        "/search/?q=电机",
        "/policies/",
        "/policies/1/",
        "/policies/yunlan-contracts/buyer/",
        "/outcomes/",
        "/outcomes/1/",
        "/demands/",
        "/demands/1/",
        "/parties/",
        "/parties/1/",
        "/api/",
        "/accounts/login/",
    ),
    FILED_BY: ("/workspace/", "OWN /entitlements/party/", "OWN /matching/demand/", "/demands/new/"),
    VETTED_BY: (
        "/workspace/",
        "/entitlements/",
        "/entitlements/yunlan-contracts/buyer/",
        "/sweeps/",
        "/sweeps/1/",
        "/imports/",
        "/imports/new/",
    ),
}


def grave_violations(page: Page) -> list[tuple[str, str]]:
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in GRAVE]


def opened(browser: Browser, site: str, username: str, language: str) -> Page:
    """A page that lets axe be injected, which our content security policy refuses."""
    context = browser.new_context(bypass_csp=True)
    context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    page = context.new_page()
    if username:
        page.goto(f"{site}/accounts/login/")
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/workspace/")
    return page


def go(page: Page, site: str, path: str) -> None:
    """Open a path; ``OWN`` finds the person's own record from the workspace."""
    if path.startswith("OWN "):
        page.goto(f"{site}/workspace/")
        path = page.get_attribute(f"main a[href^='{path[4:]}']", "href") or ""
    page.goto(site + path)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("username", PAGES)
def test_main_pages_are_accessible(
    browser: Browser, site: str, username: str, language: str
) -> None:
    page = opened(browser, site, username, language)

    found = {}
    for path in PAGES[username]:
        go(page, site, path)
        assert page.get_attribute("html", "lang") == language
        found[path] = grave_violations(page)

    page.context.close()
    assert {path: grave for path, grave in found.items() if grave} == {}


def test_axe_finds_a_planted_violation(browser: Browser, site: str) -> None:
    page = opened(browser, site, "", "en")
    page.goto(f"{site}/accounts/login/")

    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x>')")

    assert "image-alt" in {rule for rule, _ in grave_violations(page)}
    page.context.close()
