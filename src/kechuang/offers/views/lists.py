"""Lists: the registry, the dry run, freezing, one list and what is done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.clock import now, today
from kechuang.base.errors import Text, invalid, require
from kechuang.base.listing import RegistryList
from kechuang.offers.access import can_handle_lists, can_read_lists
from kechuang.offers.filters import ListFilter
from kechuang.offers.forms.lists import FreezeForm, PlanForm, ReasonForm
from kechuang.offers.models import OfferList
from kechuang.offers.presenting.acts import acts_of
from kechuang.offers.presenting.drawings import drawings_of
from kechuang.offers.refusals import NOT_FROZEN
from kechuang.offers.selectors.choices import offer_versions
from kechuang.offers.selectors.lists import (
    apart_rows,
    list_by_number,
    lists_seen_by,
    offers_of,
    placed,
)
from kechuang.offers.selectors.persons import signers_of
from kechuang.offers.selectors.planning import Plan, plan_of
from kechuang.offers.services import freeze_list
from kechuang.offers.services.freezing import asked_of
from kechuang.offers.tables.lists import ListTable
from kechuang.parties.models import Party
from kechuang.runs.models import Run
from kechuang.runs.selectors import latest_sweep

READ = Text("查看免申即享清单", "see lists of offers")
SHOWN = 200


class Lists(RegistryList):
    table_class = ListTable
    filterset_class = ListFilter
    template_name = "offers/lists.html"
    list_title = gettext_lazy("免申即享清单")

    def get_queryset(self) -> QuerySet[OfferList]:
        require(can_read_lists(self.request.actor), READ)
        lists = lists_seen_by(self.request.actor)
        counted = lists.annotate(offer_count=Count("offers", distinct=True))
        return counted.order_by("-frozen_at", "-pk")

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        may_freeze = can_handle_lists(self.request.actor)
        return super().get_context_data(**known, may_freeze=may_freeze)


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The dry run: choose, and see who would get how much before anything is kept."""
    require(can_handle_lists(request.actor), Text("试算免申即享清单", "make a dry run"))
    run = latest_sweep()
    form = PlanForm(request.GET) if request.GET else PlanForm(initial=_first_choice())
    context: dict[str, Any] = {"form": form, "run": run}
    if run and form.is_bound and form.is_valid():
        found = _planned(run, form)
        context |= _shown(found) | {"freeze_form": _freeze_form(request, found)}
    return render(request, "offers/plan.html", context)


@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    """Keep the dry run that the clerk saw."""
    require(can_handle_lists(request.actor), Text("冻结免申即享清单", "freeze a list of offers"))
    form, run = FreezeForm(request.POST), latest_sweep()
    if run is None or not form.is_valid():
        raise invalid(NOT_FROZEN, "没有填写完整", "something is missing")
    frozen = freeze_list(by=request.actor, at=now(), run=run, **form.cleaned_data)
    messages.success(request, _("已冻结。请由资金财务人员预留资金。"))
    return redirect("offers:list", number=frozen.number)


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One list: who is offered how much, how far each is, and what is to be done next."""
    found = seen_list(request, number)
    language = get_language() or "zh-hans"
    offers = placed(offers_of(request.actor, found))
    context = {
        "list": found,
        "offers": offers[:SHOWN],
        "more": max(len(offers) - SHOWN, 0),
        "acts": acts_of(request.actor, found, offers),
        "reason_form": ReasonForm(),
        "drawings": drawings_of(offers, language),
        "apart": apart_rows(found.apart),
        "shown_fen": sum(row.offer.amount_fen for row in offers),
        "paid_fen": sum(row.money.paid_fen for row in offers),
        "signers": signers_of(found),
        "history": history_of(found),
    }
    return render(request, "offers/list.html", context)


def seen_list(request: HttpRequest, number: str) -> OfferList:
    """A list that the reader may see; 403 for others, 404 where there is none."""
    require(can_read_lists(request.actor), READ)
    try:
        found = list_by_number(number)
    except OfferList.DoesNotExist as missing:
        raise Http404 from missing
    require(lists_seen_by(request.actor).filter(pk=found.pk).exists(), READ)
    return found


def _first_choice() -> dict[str, Any]:
    return {"year": today().year, "version": offer_versions().first()}


def _planned(run: Run, form: PlanForm) -> Plan:
    chosen = {name: form.cleaned_data[name] for name in ("clause", "year", "line", "version")}
    return plan_of(asked_of(run=run, **chosen), on=today())


def _shown(found: Plan) -> dict[str, Any]:
    shown = (*found.rows[:SHOWN], *found.cuts, *found.unverified[:SHOWN])
    ids = {each.party_id for each in shown}
    parties = Party.objects.in_bulk(ids)
    return {
        "plan": found,
        "rows": [(parties[row.party_id], row) for row in found.rows[:SHOWN]],
        "cuts": [(parties[cut.party_id], cut) for cut in found.cuts[:SHOWN]],
        "unverified": [(parties[one.party_id], one) for one in found.unverified[:SHOWN]],
        "apart": apart_rows(found.apart),
    }


def _freeze_form(request: HttpRequest, found: Plan) -> FreezeForm:
    chosen = {name: request.GET.get(name, "") for name in ("clause", "year", "line", "version")}
    return FreezeForm(initial={**chosen, "digest": found.digest})
