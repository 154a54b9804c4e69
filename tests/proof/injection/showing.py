"""The pages that show what was stored: hostile records published, swept, searched."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import TypeVar
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

REFLECTING = ("/search/?q={}", "/outcomes/?q={}", "/demands/?enterprise={}", "/parties/?q={}")
DETAILS = {Demand: "/demands/{}/", Outcome: "/outcomes/{}/", Party: "/parties/{}/"}
MARKS = ("kc", "1337", "javascript", "passwd")
PER_PAGE = 25
LONGEST_SEARCH = 400
Drawn = TypeVar("Drawn")


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
        for pk in drawn(_hostile(model), rng, most)
    ]


def visits(rng: random.Random, *, most: int) -> Iterator[Visit]:
    """Hostile records, all pages of their lists, and searches that repeat what they are asked."""
    yield from (("bureau", address) for address in details(rng, most=most))
    for model, address in ((Demand, "/demands/"), (Outcome, "/outcomes/"), (Party, "/parties/")):
        pages = range(1, model.objects.count() // PER_PAGE + 2)
        yield from (("bureau", f"{address}?page={page}") for page in drawn(pages, rng, most))
    for text in drawn(list(_searched()), rng, most):
        yield from (("anonymous", page.format(text)) for page in REFLECTING)


def drawn(found: Sequence[Drawn], rng: random.Random, most: int) -> list[Drawn]:
    return rng.sample(found, min(most, len(found))) if most else list(found)


def _hostile(model: type[Model]) -> list[int]:
    column = "name" if model is Party else "title"
    marks = Q()
    for mark in MARKS:
        marks |= Q(**{f"{column}__contains": mark})
    return list(model.objects.filter(marks).order_by("pk").values_list("pk", flat=True))


def _searched() -> Iterator[str]:
    """Joined texts, as many to an address as it holds."""
    joined = ""
    for text in (text for family in sorted(SEARCHED) for text in FAMILIES[family]):
        if len(joined) + len(text) > LONGEST_SEARCH:
            yield quote(joined)
            joined = ""
        joined += f" {text}"
    yield quote(joined)
