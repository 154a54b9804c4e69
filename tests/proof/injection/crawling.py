"""Walks the pages that one visitor can reach and gathers them with their forms."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.http import Http404
from django.test import Client
from django.urls import ResolverMatch, resolve

from tests.api.expectations import TABLE
from tests.proof.authorization.cells import Records, cells_of
from tests.proof.forms import Form
from tests.proof.injection.watching import Findings
from tests.proof.pages import Page


@dataclass(frozen=True)
class Found:
    """A form with the page it stands on."""

    page: str
    form: Form

    @property
    def address(self) -> str:
        return urljoin(self.page, self.form.action or urlsplit(self.page).path)

    @property
    def view(self) -> str:
        match = view_of(self.address)
        command = match.kwargs.get("command", "") if match else ""
        return f"{match.view_name if match else '?'} {command}".strip()

    @property
    def key(self) -> tuple[str, ...]:
        """Forms of one address that ask the same texts are one."""
        return (self.form.method, self.view, *sorted(each.name for each in self.form.texts))


def starts_for(asker: str, records: Records) -> tuple[str, ...]:
    """Every address that the tables open to the asker, with every record of its kind."""
    cells = (
        cell
        for name, row in TABLE.items()
        if row.reading != "-"
        for cell in cells_of(name, records, method="GET", askers=[asker])
    )
    return tuple(cell.address for cell in cells if cell.promised == 200)


def forms_of(
    client: Client, findings: Findings, *, each: int, starts: tuple[str, ...]
) -> Iterator[Found]:
    """The forms on these pages and on those they lead to."""
    for address, page in crawl(client, findings, each=each, starts=starts):
        yield from (Found(address, form) for form in page.forms)


def crawl(
    client: Client, findings: Findings, *, each: int, starts: tuple[str, ...]
) -> Iterator[tuple[str, Page]]:
    """``starts`` and every page that links lead to, at most ``each`` per kind of address."""
    seen, taken, waiting = set(starts), Counter[str](), deque(starts)
    while waiting:
        address = waiting.popleft()
        page = findings.see(client.get(address), urlsplit(address).path)
        if page is None:
            continue
        yield address, page
        for link in page.links:
            target = urljoin(address, link).partition("#")[0]
            match = view_of(target)
            if target not in seen and match and taken[match.view_name] < each:
                seen.add(target)
                taken[match.view_name] += 1
                waiting.append(target)


def view_of(address: str) -> ResolverMatch | None:
    """The view of a local address; None for foreign and unknown ones."""
    parts = urlsplit(address)
    try:
        return None if parts.netloc or not parts.path else resolve(parts.path)
    except Http404:
        return None
