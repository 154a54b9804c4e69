"""Red controls of forms: one that keeps everything, one that is greedy, one that writes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest.mock import patch

from django.http import HttpRequest, HttpResponse

from kechuang.demands import views as demand_views
from kechuang.demands.models import Demand
from kechuang.reviews.forms.experts import ExpertForm
from kechuang.reviews.services import NewExpert
from tests.journeys.small_region import Region
from tests.proof.authorization.acts import Act
from tests.proof.authorization.cells import Records
from tests.proof.authorization.own_forms import own_cells
from tests.proof.authorization.watching import Watch
from tests.proof.authorization.writable import see_forms


def mass_assignment(watch: Watch, region: Region, records: Records) -> list[str]:
    answer = demand_views.answer_entry_form

    def assign_all(request: HttpRequest, *given: Any, **options: Any) -> HttpResponse:
        response = answer(request, *given, **options)
        columns = {name: request.POST[name] for name in ("state", "number") if name in request.POST}
        Demand.objects.filter(title=request.POST.get("title")).update(**columns)
        return response

    with patch.object(demand_views, "answer_entry_form", assign_all):
        see_forms(watch, region, own_cells(records, ["demands:edit"]))
    return watch.written


def greedy_form(watch: Watch, region: Region, records: Records) -> list[str]:
    """A form that hands on what it was not asked for."""
    content = ExpertForm.content.fget

    def greedy(form: ExpertForm) -> NewExpert:
        told = "is_email_confirmed" in form.data
        return replace(content(form), is_email_confirmed=told)

    with patch.object(ExpertForm, "content", property(greedy)):
        see_forms(watch, region, own_cells(records, ["reviews:register"]))
    return watch.written


def idle_form(watch: Watch, region: Region, records: Records) -> list[str]:
    """A form that is taken, but only led to the log-in: nothing was compared."""
    see_forms(watch, region, [Act("anonymous", {}).cell("accounts:ask_own_erasure")])
    return watch.written
