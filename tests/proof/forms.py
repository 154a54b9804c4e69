"""The forms of a page, and what a browser would send from them."""

from __future__ import annotations

from dataclasses import dataclass, field

TYPED = {"text", "search", "email", "tel", "url", "number", "date", "password", "hidden"}


@dataclass(frozen=True)
class Field:
    """One control of a form, with what it holds when the page is opened."""

    name: str
    kind: str
    value: str = ""
    limit: int = 0
    is_refused: bool = False

    @property
    def is_text(self) -> bool:
        return self.kind in TYPED or self.kind == "textarea"


@dataclass
class Form:
    """``fields`` are those that a browser would send, ``names`` all that it asks."""

    method: str
    action: str
    fields: dict[str, Field] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    @property
    def texts(self) -> list[Field]:
        return [each for each in self.fields.values() if each.is_text]

    @property
    def refused(self) -> set[str]:
        return {each.name for each in self.fields.values() if each.is_refused}

    @property
    def filled(self) -> dict[str, str]:
        """What the browser would send if nothing were touched."""
        return {each.name: each.value for each in self.fields.values() if each.value}
