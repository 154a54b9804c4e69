"""Answers of the latest sweep."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from kechuang.api.paging import RecordId
from kechuang.api.platform import api, not_found
from kechuang.api.schemas import AnswerDetail, AnswerOut
from kechuang.base.errors import Text, require
from kechuang.entitlements.access import can_read_answers
from kechuang.entitlements.evidence import unpack_evidence
from kechuang.entitlements.models import Entitlement
from kechuang.entitlements.selectors import answer_detail, answers_of_party
from kechuang.parties.models import Party

SEE = Text("查看政策结论", "see these answers")


@api.get("/parties/{pk}/answers", response=list[AnswerOut], tags=["entitlements"])
def list_answers(request: HttpRequest, pk: RecordId) -> Any:
    """一家单位对各条款的结论 / What every clause says to one organisation."""
    party = Party.objects.filter(pk=pk).first()
    if party is None:
        return not_found(request)
    require(can_read_answers(request.actor, party), SEE)
    return list(answers_of_party(party))


@api.get("/answers/{pk}", response=AnswerDetail, tags=["entitlements"])
def read_answer(request: HttpRequest, pk: RecordId) -> Any:
    """一条结论及全部理由 / One answer with its whole tree of reasons."""
    try:
        found = answer_detail(pk)
    except Entitlement.DoesNotExist:
        return not_found(request)
    require(can_read_answers(request.actor, found.party), SEE)
    fields = {name: getattr(found, name) for name in AnswerOut.model_fields}
    return fields | {"answer": unpack_evidence(found.evidence)}
