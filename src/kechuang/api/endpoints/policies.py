"""The policy library."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from kechuang.api.paging import Limit, Offset, Page, RecordId, paged
from kechuang.api.platform import api, not_found
from kechuang.api.schemas import PolicyDetail, PolicyOut
from kechuang.policies.models import PolicyDocument
from kechuang.policies.selectors import listed_policies, policy_detail


@api.get("/policies", response=Page[PolicyOut], tags=["policies"])
def list_policies(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> Any:
    """政策库 / Every policy document of the library."""
    return paged(listed_policies(), limit, offset)


@api.get("/policies/{pk}", response=PolicyDetail, tags=["policies"])
def read_policy(request: HttpRequest, pk: RecordId) -> Any:
    """一份政策及其条款 / One policy with its clauses."""
    try:
        return policy_detail(pk)
    except PolicyDocument.DoesNotExist:
        return not_found(request)
