"""The fact catalogue of ``packs/facts.yaml``, loaded once."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from kechuang.engines.rulebook import FactCatalogue, load_catalogue


@cache
def fact_catalogue() -> FactCatalogue:
    """Every fact that may be stated about a party, by name."""
    return load_catalogue(settings.PACKS_FOLDER / "facts.yaml")


@cache
def inherent_facts() -> frozenset[str]:
    """Names of facts that say what a party is and does not become, such as its kind."""
    return frozenset(name for name, fact in fact_catalogue().items() if fact.is_inherent)
