"""The party a page is about."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kechuang.base.errors import Text, require
from kechuang.entitlements.access import can_read_answers
from kechuang.parties.models import Party


def party_asked_about(request: HttpRequest, pk: int) -> Party:
    """The party, for those who may read its answers; everybody else is refused."""
    party = get_object_or_404(Party, pk=pk)
    require(can_read_answers(request.actor, party), Text("查看政策结论", "see these answers"))
    return party
