"""Searches for what the asker must not know: they find no more than searches for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

from tests.api.addresses import address_with
from tests.proof.canaries.asker import Asker
from tests.proof.canaries.comparing import shown
from tests.proof.canaries.expecting import is_due
from tests.proof.canaries.tokens import Canary
from tests.proof.canaries.town import Town

SEARCHES = {
    "search": "q",
    "parties:list": "q",
    "cases:list": "q",
    "demands:list": "q",
    "outcomes:list": "q",
    "api:list_parties": "q",
    "api:list_demands": "q",
    "api:list_outcomes": "q",
}
FIELDS = (
    "phone",
    "price",
    "plan",
    "reviewer",
    "own_words",
    "opinion",
    "unit",
    "public_code",
    "hidden_unit",
)
NOTHING = {True: "\u4dae\u4daf", False: "zq0000"}
WRITTEN = ("{}", "-{}")
SHORTEST = 6


@dataclass
class Probe:
    """Half of each canary, asked for and asked against, beside as much of nothing."""

    town: Town
    stage: str
    n: int = 0
    leaks: list[str] = field(default_factory=list)

    def see(self, askers: Iterable[Asker], names: Iterable[str] = tuple(SEARCHES)) -> Probe:
        for asker in askers:
            for name in names:
                self._search(asker, name)
        return self

    def _search(self, asker: Asker, name: str) -> None:
        for written in WRITTEN:
            empty: dict[str, str] = {}
            for text, canary in self._hidden_from(asker, name):
                half = text[: max(SHORTEST, len(text) // 2)] if text.isascii() else text[:2]
                nothing = NOTHING[not half.isascii()]
                if nothing not in empty:
                    empty[nothing] = self._asked(asker, name, written.format(nothing))
                self.n += 1
                if self._asked(asker, name, written.format(half)) != empty[nothing]:
                    self.leaks.append(
                        f"search finds {canary.field} of {canary.subject}: {name} by "
                        f"{asker.name} while {self.stage}"
                    )

    def _hidden_from(self, asker: Asker, name: str) -> Iterator[tuple[str, Canary]]:
        """One of each field."""
        seen: set[str] = set()
        for text, canary in self.town.canaries.known.items():
            is_sought = canary.field in FIELDS and canary.field not in seen
            if is_sought and not is_due(canary, name, asker, self.stage):
                seen.add(canary.field)
                yield text, canary

    def _asked(self, asker: Asker, name: str, text: str) -> str:
        address = address_with(name, {})
        told = shown(asker.client.get(address, {SEARCHES[name]: text}), address)
        for written in (
            quote(quote(text)),
            quote(quote_plus(text)),
            quote(text),
            quote_plus(text),
            text,
        ):
            told = told.replace(written, "SOUGHT")
        return told
