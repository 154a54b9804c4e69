"""Sealing a bid at the time of its procedure.

The seconds in the file ``SPIKE_SHIFT`` move this machine's clock to the days of the procedure; with
``SPIKE_DATED_AFTER_QUEUE`` the instant of receipt is taken when the request's turn has come.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from kechuang.base.clock import now, received_at
from kechuang.base.errors import Refusal
from kechuang.cases.models import Case
from kechuang.cases.services import seal_case
from tests.proof.kills.sealing import connect
from tests.proof.races.cases import member

DATED_AFTER_QUEUE = "SPIKE_DATED_AFTER_QUEUE" in os.environ

connect()


def shift() -> timedelta:
    return timedelta(seconds=float(Path(os.environ["SPIKE_SHIFT"]).read_text("ascii")))


@login_required
def seal(request: HttpRequest) -> HttpResponse:
    """The answer is the receipt: number and digest; a refusal is 409."""
    received = now() if DATED_AFTER_QUEUE else received_at(request.META)
    try:
        return HttpResponse(sealed(request, received + shift()), status=201)
    except Refusal as refusal:
        return HttpResponse(str(refusal), status=409)


def sealed(request: HttpRequest, received: datetime) -> str:
    kept = seal_case(
        by=member(),
        at=now() + shift(),
        case=Case.objects.get(pk=request.POST["case"]),
        key=UUID(request.POST["key"]),
        digest=request.POST["digest"],
        received_at=received,
    )
    return f"{kept.number} {kept.digest}"
