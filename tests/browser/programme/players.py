"""Somebody of the story at a browser of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.programme.papers import WORD, read, written
from tests.browser.visitor import DESK, Visitor

if TYPE_CHECKING:
    from tests.browser.programme.story import Story

PATIENCE = 60_000


class Player(Visitor):
    """Logs in again on every day on which the platform is used."""

    def __init__(self, story: Story, username: str) -> None:
        context = story.browser.new_context(locale="zh-CN", viewport=DESK)  # type: ignore[arg-type]
        context.set_default_navigation_timeout(PATIENCE)
        super().__init__(context, story.site)
        self.story, self.username, self.known_at = story, username, ""

    def opens(self, path: str) -> None:
        self._arrives()
        super().opens(path)

    def fills(self, within: str = "main", **typed: str) -> None:
        """Fields by name, ``__`` for a dot; of a choice the value of what is ticked."""
        for name, value in typed.items():
            self._fills(f"{within} [name='{name.replace('__', '.')}']", value)

    def finds(self, name: str, told: str) -> None:
        """Types, and takes the first that the page finds by it."""
        place = f"#id_{name}-box"
        self.page.locator(f"{place} input").press_sequentially(told)
        self.page.locator(f"{place} .found button", has_text=told).first.click()
        self.page.wait_for_selector(f"{place} input[value*='#']")

    def _arrives(self) -> None:
        """A session does not last from one hour of the story to the next."""
        if self.username and self.known_at != self.story.hour:
            self.known_at = self.story.hour
            self.logs_in(self.username)

    def _fills(self, place: str, value: str) -> None:
        control = self.page.locator(place)
        kind = control.first.get_attribute("type") or control.first.evaluate("e => e.localName")
        if kind in {"radio", "checkbox"}:
            self.page.check(f"{place}[value='{value}']")
        elif kind == "select":
            control.select_option(value)
        else:
            control.fill(value)

    def adds_a_row(self, field: str, row: int) -> None:
        """To a table of a form; the page brings it by itself."""
        self.page.click(f"button[value='add:field.{field}']")
        self.page.wait_for_selector(f"[name^='field.{field}.{row}.']")

    def saves(self) -> None:
        """The form of a case, by its own button."""
        with self.page.expect_navigation():
            self.page.click(".save-bar button[value=save]")
        self.fits()

    def hands_in(self, selector: str, title: str, *lines: str) -> None:
        """Choose a Word file for the upload field."""
        file = {"name": f"{title}.docx", "mimeType": WORD, "buffer": written(title, lines)}
        self.page.set_input_files(selector, file)  # type: ignore[arg-type]

    def attaches(self, document: str, title: str, *lines: str) -> None:
        """Put a document of a case on file, on the page of the case."""
        self.hands_in(f"#document-{document}", title, *lines)
        self.submits(f"form:has(#document-{document})")

    def takes(self, event: str, reason: str = "") -> None:
        """A step that the page offers, with its reason where one is asked."""
        step = self.page.locator(f"#step-{event}")
        folded = step.locator("details:has(button[type=submit])")
        if folded.count():
            folded.locator("summary").click()
        if reason:
            if not step.locator("textarea").is_visible():
                step.locator("summary").click()
            step.locator("textarea").fill(reason)
        self.submits(f"#step-{event} form")

    def submits(self, form: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(form).locator("button:not([type=button]):visible").last.click()
        self.fits()

    def reads_files(self, links: str) -> list[str]:
        """The text of Word files that the page offers."""
        found = self.page.locator(links).all()
        sent = [self.page.request.get(f"{self.site}{link.get_attribute('href')}") for link in found]
        return [read(file.body()) for file in sent]

    def follows(self, link: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(link).first.click()
        self.fits()

    def answered(self, path: str) -> int:
        """The status of a page, which is not opened."""
        self._arrives()
        return self.page.request.get(f"{self.site}{path}", max_redirects=0).status

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site)
