"""What a browser's parser would find in a page: elements a payload made, forms, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from tests.proof.forms import Field, Form

MARK = "kc"
FORBIDDEN = {
    "iframe", "frame", "frameset", "object", "embed", "applet", "base", "style", "marquee",
    "plaintext", "xmp", "portal", "isindex", "math", "template", "noscript", "foreignobject",
    "animate", "set", "video", "audio", "bgsound", "dialog", "x",
}  # fmt: skip
HANDLERS = ("on", "hx-on", "data-hx-on")
ADDRESSES = {
    "href", "src", "action", "formaction", "data", "poster", "srcset", "background", "xlink:href",
    "hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete", "data-hx-get", "data-hx-post",
}  # fmt: skip
FOREIGN = re.compile(
    r"^\s*(?:javascript|vbscript|data):|^\s*(?:https?:)?[/\\]{2}[^/]*kc\.invalid", re.I
)
NAME = re.compile(r"[a-z][a-z0-9:._-]*")
INLINE = ("script", "style")
TOKEN = "csrfmiddlewaretoken"


class Page(HTMLParser):
    """One page read; ``created`` names what only a payload can have made."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.created: list[str] = []
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self._choice, self._chosen = "", set()
        self._form: Form | None = None
        self._area: str = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.created += _planted(tag, given)
        self._open = [tag] if tag in INLINE else []
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "form":
            self._form = Form(given.get("method", "get").lower(), given.get("action", ""))
            self.forms.append(self._form)
        elif self._form and given.get("name") != TOKEN:
            self._take(tag, given)

    def handle_endtag(self, tag: str) -> None:
        self._open, self._area = [], ""
        if tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            self.created.append(f"inline {self._open[-1]}: {data[:60]!r}")
        if self._area and self._form:
            held = self._form.fields[self._area]
            self._put(held.name, held.kind, held.value + data, held.limit, held.is_refused)

    def handle_comment(self, data: str) -> None:
        if MARK in data.lower():
            self.created.append(f"comment: {data[:60]!r}")

    def unknown_decl(self, data: str) -> None:
        self.created.append(f"declaration: {data[:60]!r}")

    def handle_pi(self, data: str) -> None:
        self.created.append(f"instruction: {data[:60]!r}")

    def _take(self, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text").lower()
        if self._form and name:
            self._form.names.add(name)
        limit, refused = int(given.get("maxlength") or 0), given.get("aria-invalid") == "true"
        if tag == "textarea" and name:
            self._area = name
            self._put(name, "textarea", "", limit, refused)
        elif tag == "select" and name:
            self._choice = name
            self._chosen.discard(name)
            self._put(name, "select", "", 0, refused)
        elif tag == "option" and self._form:
            self._choose(given)
        elif tag == "input" and name and (kind not in ("radio", "checkbox") or "checked" in given):
            self._put(name, kind, given.get("value", ""), limit, refused)

    def _choose(self, given: dict[str, str]) -> None:
        """A browser sends the first option where none is selected."""
        if "selected" in given or self._choice not in self._chosen:
            self._chosen.add(self._choice)
            self._put(self._choice, "select", given.get("value", ""), 0, False)

    def _put(self, name: str, kind: str, value: str, limit: int, is_refused: bool) -> None:
        if self._form:
            self._form.fields[name] = Field(name, kind, value, limit, is_refused)


def _planted(tag: str, given: dict[str, str]) -> Iterator[str]:
    shown = f"<{tag} {given}>"[:120]
    if MARK in tag or tag in FORBIDDEN or not NAME.fullmatch(tag):
        yield f"element {shown}"
    if tag == "script" and not given.get("src", "").startswith("/static/"):
        yield f"script {shown}"
    if tag == "meta" and "http-equiv" in given:
        yield f"refresh {shown}"
    for name, value in given.items():
        if MARK in name or not NAME.fullmatch(name) or name.startswith(HANDLERS):
            yield f"attribute {shown}"
        if name in ("style", "srcdoc") or (name in ADDRESSES and FOREIGN.search(value)):
            yield f"address {shown}"
