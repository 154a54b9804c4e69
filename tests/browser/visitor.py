"""A visitor whose every page is watched: no complaint, nothing foreign, nothing too wide."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from kechuang.demo.accounts import PASSWORD

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"


class Visitor:
    """One person at one browser; ``complaints`` collects whatever is wrong anywhere."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = site
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._request)

    def opens(self, path: str) -> None:
        """Go to a path of the platform."""
        self.page.goto(self.site + path)
        self.fits()

    def presses(self, name: str, *, within: str = "body") -> None:
        """Click the visible button or link of that name and wait for the next page."""
        place = self.page.locator(within)
        target = place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name))
        with self.page.expect_navigation():
            target.locator("visible=true").first.click()
        self.fits()

    def logs_in(self, username: str) -> None:
        self.opens("/accounts/login/")
        self.page.fill("input[name=login]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.presses("登录", within="main")
        assert self.page.url == f"{self.site}/workspace/"

    def fits(self) -> None:
        """Complain when the page is wider than a phone."""
        self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        if self.page.evaluate(TOO_WIDE):
            self.complaints.append(f"too wide: {self.page.url}")
        self.page.set_viewport_size(DESK)  # type: ignore[arg-type]

    @property
    def text(self) -> str:
        return self.page.inner_text("main")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:")):
            self.complaints.append(f"foreign: {request.url}")


@contextmanager
def visiting(browser: Browser, site: str, *, language: str = "zh-CN") -> Iterator[Visitor]:
    """A visitor with an own session; leaving checks that nothing was wrong."""
    context = browser.new_context(locale=language, viewport=DESK)  # type: ignore[arg-type]
    visitor = Visitor(context, site)
    yield visitor
    context.close()
    assert visitor.complaints == []
