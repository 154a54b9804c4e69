"""The pages that show what was stored: hostile records published, swept, searched."""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import quote

from django.db.models import Model, Q

from kechuang.demands.models import Demand
from kechuang.outcomes.models import Outcome
from kechuang.parties.models import Party
from kechuang.portal.searching import _library
from tests.base.registry.cast import AT
from tests.journeys.small_region import sweep
from tests.proof.injection.executing import Visit
from tests.proof.injection.payloads import FAMILIES, SEARCHED

LISTS = {
    "bureau": (
        "/",
        "/outcomes/",
        "/demands/",
        "/parties/",
        "/imports/",
        "/entitlements/",
        "/workspace/",
        "/sweeps/",
        "/search/?q=kc",
        "/search/?q=1",
    ),
    "auditor": ("/audit/", "/imports/", "/workspace/"),
    "administrator": ("/people/", "/audit/", "/workspace/"),
    "enterprise": ("/workspace/", "/imports/", "/demands/", "/outcomes/"),
    "anonymous": ("/", "/outcomes/", "/demands/", "/parties/", "/search/?q=kc"),
}
REFLECTING = ("/search/?q={}", "/outcomes/?q={}", "/demands/?enterprise={}", "/parties/?q={}")
DETAILS = {Demand: "/demands/{}/", Outcome: "/outcomes/{}/", Party: "/parties/{}/"}
PER_PAGE = 25
LONGEST_SEARCH = 400


def publish_all() -> None:
    """Show every stored entry to everybody, and let matching and search read them."""
    Demand.objects.filter(state="draft").update(state="published", published_at=AT)
    Outcome.objects.filter(state="registered").update(state="published", published_at=AT)
    _library.cache_clear()
    sweep()


def details(rng: random.Random, *, most: int) -> list[str]:
    """Pages of records whose name is hostile, of each kind at most ``most`` (0: all)."""
    return [
        address.format(pk)
        for model, address in DETAILS.items()
        for pk in _drawn(_hostile(model), rng, most)
    ]


def visits(rng: random.Random, *, most: int) -> Iterator[Visit]:
    """What the browser opens: lists with all their pages, hostile records, echoing searches."""
    for asker, addresses in LISTS.items():
        yield from ((asker, address) for address in addresses)
    yield from (("bureau", address) for address in details(rng, most=most))
    for model, address in ((Demand, "/demands/"), (Outcome, "/outcomes/"), (Party, "/parties/")):
        pages = range(2, model.objects.count() // PER_PAGE + 2)
        yield from (("bureau", f"{address}?page={page}") for page in _drawn(pages, rng, most))
    for text in _drawn(list(_searched()), rng, most):
        yield from (("anonymous", page.format(text)) for page in REFLECTING)


def _hostile(model: type[Model]) -> list[int]:
    column = "name" if model is Party else "title"
    marks = Q()
    for mark in ("kc", "1337", "javascript", "passwd"):
        marks |= Q(**{f"{column}__contains": mark})
    return list(model.objects.filter(marks).values_list("pk", flat=True))


def _searched() -> Iterator[str]:
    """Joined markup, as many texts to an address as it holds."""
    joined = ""
    for text in (text for family in sorted(SEARCHED) for text in FAMILIES[family]):
        if len(joined) + len(text) > LONGEST_SEARCH:
            yield quote(joined)
            joined = ""
        joined += f" {text}"
    yield quote(joined)


def _drawn(found: range | list, rng: random.Random, most: int) -> list:
    return rng.sample(found, min(most, len(found))) if most else list(found)
