"""The red control: a list that searches by who reviews, as HotCRP's once did."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from kechuang.cases.filters import CaseFilter
from tests.api.addresses import address_with
from tests.proof.canaries.town import Town

_called = CaseFilter.called
EXPERT = "bid__submission__submission__assignments__expert__name__icontains"


def search_by_hidden_reviewer() -> AbstractContextManager[Any]:
    """The list of one's own cases also finds them by the name of a reviewer."""

    def called(self: CaseFilter, cases: Any, name: str, value: str) -> Any:
        by_reviewer = cases.filter(**{EXPERT: value}).values("pk")
        return _called(self, cases, name, value) | cases.filter(pk__in=by_reviewer)

    return patch.object(CaseFilter, "called", called)


def asked_by_name(town: Town) -> list[str]:
    """The list of cases, asked for every expert."""
    address = address_with("cases:list", {})
    return [f"{address}?{urlencode({'q': row.name})}" for row, _ in town.experts]
