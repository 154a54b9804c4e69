"""What somebody curious would ask: every page, then every list by every filter, order and page."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver

from kechuang.base.listing import RegistryList
from tests.api.addresses import address_of, address_with, arguments_of
from tests.api.expectations import TABLE
from tests.proof.canaries.records import addresses_of
from tests.proof.canaries.town import Town

PAGES = ({"page": 1}, {"page": 2}, {"page": "last"}, {"export": "xlsx"})
GUESSED = ("reviewer", "expert", "applicants__party__name", "assignments__expert__name", "phase")
OPERATIONS = ("limit", "offset")
SEARCHED = ("search", "cases:published", "reviews:draws", "reviews:rounds", "reviews:desk")
FIRST = ("reviews", "cases", "programmes", "files", "parties", "search", "api")


def requests(
    town: Town,
    samples: Mapping[str, Any],
    since: Mapping[str, int],
    sought: Iterable[str],
    *,
    most: int,
) -> list[str]:
    """``most`` addresses, the same in both worlds: pages of the round, of the house, searches."""
    pages = [address for _, address in addresses_of(town, since)]
    house = [address_of(name, samples) for name, row in TABLE.items() if row.reading != "-"]
    asked = list(dict.fromkeys(_searches(list(sought))))
    random.Random(most).shuffle(asked)
    near = sorted(asked, key=lambda address: not address.lstrip("/").startswith(FIRST))
    return list(islice(dict.fromkeys([*pages, *house, *near]), most))


def _searches(sought: list[str]) -> Iterator[str]:
    for name, view in sorted(_lists().items()):
        address = address_with(name, {})
        columns = view.table_class.base_columns if view.table_class else ()
        filters = (*view.filterset_class.base_filters, *GUESSED)
        yield from (f"{address}?{urlencode(page)}" for page in PAGES)
        for column in (*columns, *GUESSED):
            yield from (f"{address}?{urlencode({'sort': way + column})}" for way in ("", "-"))
        for text in sought:
            yield from (f"{address}?{urlencode({field: text})}" for field in filters)
    for name in _free_searches():
        address = address_with(name, {})
        for text in sought:
            yield from (f"{address}?{urlencode({'q': way + text})}" for way in ("", "-"))
        yield from (f"{address}?{urlencode({each: n})}" for each in OPERATIONS for n in (1, 7, 50))


def _free_searches() -> list[str]:
    """The lists of the interface, and pages that list without being registries."""
    operations = [name for name in TABLE if name.startswith("api:list_") and not arguments_of(name)]
    return [name for name in (*operations, *SEARCHED) if name in TABLE]


def _lists() -> dict[str, type[RegistryList]]:
    """Every registry list that needs no record, by the name of its address."""
    return {
        name: view
        for name, view in _views(get_resolver(), "")
        if isinstance(view, type) and issubclass(view, RegistryList) and not arguments_of(name)
    }


def _views(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", getattr(entry.callback, "view_class", None)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _views(entry, inner)
