"""Pages about parties."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kechuang.accounts.access import can_break_glass
from kechuang.audit.selectors import history_of
from kechuang.base.clock import now, today
from kechuang.base.errors import Refusal, Text, require
from kechuang.base.listing import RegistryList
from kechuang.base.registry.forms import form_page
from kechuang.design.answering import answer, posted
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.access import can_certify, can_read_facts, can_state_facts
from kechuang.parties.filters import PartyFilter
from kechuang.parties.forms import CertifyForm, FactForm
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import fact_groups, listed_parties, party_detail, recordings
from kechuang.parties.services import NewFact, certify_fact, state_facts
from kechuang.parties.services.statements import LONGEST
from kechuang.parties.tables import PartyTable
from kechuang.parties.written_values import read_written_value


class PartyList(RegistryList):
    table_class = PartyTable
    filterset_class = PartyFilter
    template_name = "parties/list.html"
    list_title = _("企业与机构")

    def get_queryset(self) -> QuerySet[Party]:
        return listed_parties()


@form_page
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """State one fact, by hand; a refused entry is explained and what was typed stays."""
    party = get_object_or_404(Party, pk=pk)
    require(can_state_facts(request.actor, party), Text("填报事实", "state facts"))
    asked = {name: request.GET.get(name, "") for name in ("name", "period")}
    form = FactForm(posted(request), initial={**asked, "as_of": today()})
    if request.method == "POST" and form.is_valid():
        try:
            state_facts(by=request.actor, at=now(), facts=[_new_fact(party, form.cleaned_data)])
        except Refusal as refusal:
            form.add_error("value", refusal.said_in(get_language() or "zh-hans"))
        else:
            messages.success(request, _("已记录；下一次全区域计算时生效。"))
            return redirect("parties:detail", pk=pk)
    is_own = request.actor.acts_for(party.pk)
    context = {"party": party, "form": form, "is_own": is_own}
    return render(request, "parties/state.html", context, status=422 if form.errors else 200)


@form_page
def certify(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who certified what a party states about itself."""
    fact = get_object_or_404(PartyFact.objects.select_related("party"), pk=pk)
    require(can_certify(request.actor, fact.party), Text("核验事实", "certify facts"))
    form = CertifyForm(posted(request))

    def act() -> HttpResponse:
        certify_fact(by=request.actor, at=now(), fact=fact, **form.cleaned_data)
        messages.success(request, _("已核验；下一次全区域计算时生效。"))
        return redirect("parties:detail", pk=fact.party_id)

    return answer(request, form, act, template="parties/certify.html", fact=fact, party=fact.party)


def _new_fact(party: Party, given: dict[str, Any]) -> NewFact:
    return NewFact(
        credit_code=party.credit_code,
        name=given["name"],
        value=read_written_value(given["name"], given["value"]),
        source=given["source"],
        as_of=given["as_of"],
        period=given["period"],
        unit=fact_catalogue()[given["name"]].unit,
        raw_text=given["value"][: LONGEST["raw_text"]],
    )


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One party: registration, names, relations; facts for those who may read them."""
    try:
        party = party_detail(pk)
    except Party.DoesNotExist as missing:
        raise Http404 from missing
    context: dict[str, Any] = {
        "party": party,
        "reads_facts": False,
        "may_open": can_break_glass(request.actor),
    }
    if can_read_facts(request.actor, party):
        context |= {
            "reads_facts": True,
            "states_facts": can_state_facts(request.actor, party),
            "certifies": can_certify(request.actor, party),
            "fact_groups": fact_groups(party),
            "history": history_of(party)[:50],
            "recordings": recordings(party),
        }
    return render(request, "parties/detail.html", context)
