"""Fills every text field of every form with every payload, as the one who can reach the form."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.proof.forms import Field
from tests.proof.injection.crawling import Found
from tests.proof.injection.payloads import every_payload
from tests.proof.injection.planning import HALVES, Round, rounds
from tests.proof.injection.watching import Findings
from tests.proof.pages import Page

KEPT_VIEWS = {
    "demands:create",
    "outcomes:create",
    "accounts:create",
    "parties:state",
    "ledger:agree",
    "ledger:appropriate",
    "ledger:payee",
    "ledger:reserve",
}
KEPT_EVERY = 2
URL_ENCODED = "application/x-www-form-urlencoded"
BESIDES = ("page", "sort", "export", "kind", "next", "unknown")
Content = Mapping[str, Any]


@dataclass
class Filler:
    """Which half of the rounds is filled, how many at most (0: all), and where harm is noted."""

    findings: Findings
    rng: random.Random
    half: int
    most: int = 0

    def fill(self, client: Client, found: Found, valid: Callable[[], Content]) -> None:
        """``valid`` gives what the form accepts; refused fields fall back to it, others stay."""
        texts = found.form.texts
        self.findings.n += self._texts_of(len(texts))
        for turn, hostile in enumerate(self._rounds(texts)):
            self.findings.n += len(hostile) if self.most else 0
            is_kept = found.view in KEPT_VIEWS and turn % KEPT_EVERY == 0
            self._give(client, found, valid, hostile, is_kept=is_kept)

    def ask(self, client: Client, found: Found) -> None:
        """Put payloads into every parameter of a form that only asks."""
        fields = [each.name for each in found.form.texts]
        self.findings.n += self._texts_of(len(fields))
        for hostile in self._rounds(found.form.texts):
            self.findings.n += len(hostile) if self.most else 0
            text = next(iter(hostile.values()))
            asked = {**dict.fromkeys(BESIDES, text), **found.form.filled, **hostile}
            self._read(client, found, asked)

    def _rounds(self, texts: Sequence[Field]) -> Iterator[Round]:
        return rounds(texts, rng=self.rng, half=self.half, most=self.most)

    def _texts_of(self, fields: int) -> int:
        """Payloads that ``fields`` get in this half; of a few rounds each is counted instead."""
        return 0 if self.most else fields * len(every_payload()) // HALVES

    def _read(self, client: Client, found: Found, asked: Content) -> None:
        address = found.address.partition("?")[0]
        answer = client.get(f"{address}?{urlencode(asked)}")
        self.findings.see(answer, f"GET {found.view}")

    def _give(
        self,
        client: Client,
        found: Found,
        valid: Callable[[], Content],
        hostile: Round,
        *,
        is_kept: bool,
    ) -> None:
        kept = {name: morsel.value for name, morsel in client.cookies.items()}
        with transaction.atomic():
            page, answer = self._post(client, found, {**valid(), **hostile})
            refused = {name for form in page.forms for name in form.refused} if page else set()
            if refused & hostile.keys():
                accepted = {name: text for name, text in hostile.items() if name not in refused}
                page, answer = self._post(client, found, {**valid(), **accepted})
            self._follow(client, found, answer)
            transaction.set_rollback(not is_kept)
        client.cookies.clear()
        client.cookies.load(kept)

    def _post(
        self, client: Client, found: Found, content: Content
    ) -> tuple[Page | None, HttpResponse]:
        if found.view.startswith("account_"):
            cache.clear()
        answer = _sent(client, found.address, content)
        return self.findings.see(answer, f"POST {found.view}"), answer

    def _follow(self, client: Client, found: Found, answer: HttpResponse) -> None:
        target = answer.get("Location", "")
        if target.startswith("/") and not target.startswith("//"):
            self.findings.see(client.get(target), f"after POST {found.view}")


def _sent(client: Client, address: str, content: Content) -> HttpResponse:
    """As a browser sends a form; one with a file in it goes in parts."""
    if any(hasattr(each, "read") for each in content.values()):
        return client.post(address, content)
    return client.post(address, urlencode(content, doseq=True), content_type=URL_ENCODED)
