"""From the award to the contract: what waits for one, and drawing it up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.base.errors import Text, require
from kechuang.base.registry.forms import form_page
from kechuang.design.answering import answer, posted
from kechuang.ledger.presenting.amounts import on_paper
from kechuang.ledger.presenting.rows import Rows
from kechuang.programmes.forms.projects.drafting import DraftForm
from kechuang.programmes.models import Award
from kechuang.programmes.powers_of_execution import can_prepare
from kechuang.programmes.selectors.execution.uncontracted import uncontracted_awards
from kechuang.programmes.services import draft_awarded_contract
from kechuang.programmes.views.projects.finding import or_404

DRAFT = Text("拟订任务书", "draft a contract")


@require_safe
def awards(request: HttpRequest) -> HttpResponse:
    """Approved bids that have no contract yet."""
    require(can_prepare(request.actor), DRAFT)
    return render(request, "programmes/projects/awards.html", {"awards": uncontracted_awards()})


@form_page
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """What was approved is shown and fixed; the plan of work is filled in and may be changed."""
    require(can_prepare(request.actor), DRAFT)
    award = or_404(uncontracted_awards().get, pk=pk)
    form = DraftForm(award, posted(request))

    def do() -> HttpResponse:
        made = draft_awarded_contract(by=request.actor, at=now(), award=award, terms=form.terms)
        return redirect("programmes:contract", made.number)

    return answer(
        request,
        form,
        do,
        template="programmes/projects/draft.html",
        award=award,
        facts=_facts(award),
    )


def _facts(award: Award) -> Rows:
    return [
        (_("榜单"), f"{award.item.number} {award.item.case.title}"),
        (_("揭榜方"), award.bid.party.shown_name),
        (_("财政补助"), on_paper(award.grant_fen)),
        (_("其中前补助"), on_paper(award.front_fen)),
        (_("总预算（含自筹）"), on_paper(award.budget_fen)),
    ]
