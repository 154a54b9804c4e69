"""Searches that find, or take their time over, what the asker must not know."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

from django.db.models import QuerySet

from kechuang.parties.filters import PartyFilter
from kechuang.parties.models import Party
from kechuang.reviews.models import SubmissionParty
from tests.proof.canaries.town import Town

WHILE = 0.25
_search = PartyFilter.search


def hidden(value: str) -> QuerySet[SubmissionParty]:
    """Parties whose bid has a phone like this; nobody outside the round may find them so."""
    rows = SubmissionParty.objects.filter(submission__people__phone__contains=value)
    return rows.values("party")


def search_by_hidden_field(town: Town) -> AbstractContextManager[Any]:
    def search(self: PartyFilter, rows: Any, name: str, value: str) -> Any:
        return _search(self, rows, name, value) | rows.filter(pk__in=hidden(value)).distinct()

    return patch.object(PartyFilter, "search", search)


def negated_search(town: Town) -> AbstractContextManager[Any]:
    def search(self: PartyFilter, rows: Any, name: str, value: str) -> Any:
        if value.startswith("-"):
            return rows.exclude(pk__in=hidden(value[1:]))
        return _search(self, rows, name, value)

    return patch.object(PartyFilter, "search", search)


def slow_search(town: Town) -> AbstractContextManager[Any]:
    def search(self: PartyFilter, rows: Any, name: str, value: str) -> Any:
        if Party.objects.filter(pk__in=hidden(value)).exists():
            time.sleep(WHILE)
        return _search(self, rows, name, value)

    return patch.object(PartyFilter, "search", search)
