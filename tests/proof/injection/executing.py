"""Whether any payload runs in a real browser, with the content security policy switched off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.machine import chromium_path

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
CANARY = """
window.__kc = number => { window.__kcHit(String(number)); return ''; };
"""
ALIVE = """
() => Array.from(document.querySelectorAll('*')).filter(element =>
  element.localName.includes('kc')
  || Array.from(element.attributes).some(attribute =>
    /^(on|hx-on|kc)/i.test(attribute.name)
    || /^\\s*(javascript|vbscript|data:text)/i.test(attribute.value)
       && /^(href|src|action|formaction|xlink:href|data)$/i.test(attribute.name))
  || element.localName === 'script' && element.textContent.trim()
).map(element => element.outerHTML.slice(0, 120))
"""
Visit = tuple[str, str]


class Watched:
    """Opens pages; ``hits`` says what ran, what could run on a click, and what reached out."""

    def __init__(self, browser: Browser, site: str, *, ignores_policy: bool = True) -> None:
        self.browser, self.site, self.ignores_policy = browser, site, ignores_policy
        self.hits: list[str] = []
        self.n = 0

    def visit(self, visits: Iterable[Visit], browsers: Mapping[str, Client]) -> list[str]:
        """Open each ``(asker, address)`` with that person's session."""
        for asker, group in groupby(sorted(visits), key=lambda visit: visit[0]):
            context = self._context(browsers[asker])
            page = context.new_page()
            for _, address in group:
                self._open(page, address)
            context.close()
        return self.hits

    def _context(self, client: Client) -> BrowserContext:
        context = self.browser.new_context(bypass_csp=self.ignores_policy)
        held = client.cookies.get(settings.SESSION_COOKIE_NAME)
        if held:
            cookie = {"name": held.key, "value": held.value, "url": self.site}
            context.add_cookies([cookie])  # type: ignore[list-item]
        context.expose_binding("__kcHit", lambda source, number: self._hit(f"ran {number}"))
        context.add_init_script(CANARY)
        context.on("dialog", lambda dialog: (self._hit("dialog"), dialog.dismiss()))
        context.on("request", lambda request: self._asked(request.url))
        return context

    def _open(self, page: Page, address: str) -> None:
        self.n += 1
        self._place = address[:80]
        page.goto(self.site + address)
        for element in page.evaluate(ALIVE):
            self._hit(f"alive {element}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.site, "data:", "about:", "blob:")):
            self._hit(f"asked for {url[:60]}")

    def _hit(self, what: str) -> None:
        self.hits.append(f"{what} at {self._place}")


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """A browser without a window; None where the machine has none."""
    path = chromium_path()
    if path is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(path), args=OPTIONS)
        yield browser
        browser.close()
