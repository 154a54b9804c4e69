"""Who is entitled and has not claimed (应享尽享), and reminding them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.clock import now, today
from kechuang.base.errors import Text, require, wrong_state
from kechuang.base.listing import RegistryList
from kechuang.cases.models import Round
from kechuang.entitlements.models import Entitlement
from kechuang.offers.access import can_handle_lists, can_read_lists
from kechuang.offers.filters import UnclaimedFilter
from kechuang.offers.models import Reminder
from kechuang.offers.refusals import NOT_APPLIED
from kechuang.offers.selectors.choices import application_versions
from kechuang.offers.selectors.unclaimed import unclaimed_answers, unclaimed_by_clause
from kechuang.offers.services import open_applications, remind_unclaimed
from kechuang.offers.tables.unclaimed import UnclaimedTable
from kechuang.policies.models import PolicyClause
from kechuang.policies.selectors import listed_clause
from kechuang.runs.selectors import latest_sweep

READ = Text("查看应享未享", "see who has not claimed")


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Per clause of the newest sweep: firms, what is surely due to them, how many were reminded."""
    require(can_read_lists(request.actor), READ)
    rows = unclaimed_by_clause(request.actor)
    context = {
        "rows": rows,
        "run": latest_sweep(),
        "firms": sum(row.firms for row in rows),
        "certain_fen": sum(row.certain_fen for row in rows),
        "may_open": can_handle_lists(request.actor) and not _is_open(today().year),
        "year": today().year,
    }
    return render(request, "offers/unclaimed.html", context)


class UnclaimedFirms(RegistryList):
    """The firms of one clause, to be reminded or saved as a list."""

    table_class = UnclaimedTable
    filterset_class = UnclaimedFilter
    template_name = "offers/unclaimed_clause.html"
    list_title = gettext_lazy("应享未享企业")
    clause: PolicyClause

    def get_queryset(self) -> QuerySet[Entitlement]:
        require(can_read_lists(self.request.actor), READ)
        self.clause = _clause(self.kwargs["pack_id"], self.kwargs["clause_id"])
        told = Reminder.objects.filter(entitlement=OuterRef("pk")).values("at")[:1]
        answers = unclaimed_answers(self.request.actor).filter(
            pack_id=self.clause.document.pack_id, clause_id=self.clause.clause_id
        )
        return answers.select_related("party").annotate(reminded_at=Subquery(told))

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        left = self.get_queryset().filter(reminders__isnull=True).count()
        may_remind = bool(left) and can_handle_lists(self.request.actor)
        return super().get_context_data(
            **known, clause=self.clause, left=left, may_remind=may_remind, run=latest_sweep()
        )


@require_POST
def remind(request: HttpRequest, pack_id: str, clause_id: str) -> HttpResponse:
    require(can_handle_lists(request.actor), Text("提醒应享未享企业", "remind firms"))
    clause = _clause(pack_id, clause_id)
    count = remind_unclaimed(by=request.actor, at=now(), clause=clause)
    messages.success(request, _("已提醒 %(count)s 家企业。") % {"count": count})
    return redirect("offers:unclaimed_clause", pack_id=pack_id, clause_id=clause_id)


@require_POST
def open_year(request: HttpRequest) -> HttpResponse:
    """Open this year's applications, so that firms can apply with one click."""
    require(can_handle_lists(request.actor), Text("开设政策申请", "open applications"))
    version = application_versions().first()
    if version is None:
        raise wrong_state(
            NOT_APPLIED,
            "没有载入政策申请流程",
            "the procedure of applications was not entered",
            Text("请先载入流程包", "Enter the procedure packs first"),
        )
    open_applications(by=request.actor, at=now(), version=version, year=today().year)
    messages.success(request, _("已开设，企业可以一键申请。"))
    return redirect("offers:unclaimed")


def _clause(pack_id: str, clause_id: str) -> PolicyClause:
    try:
        return listed_clause(pack_id, clause_id)
    except PolicyClause.DoesNotExist as missing:
        raise Http404 from missing


def _is_open(year: int) -> bool:
    return Round.objects.filter(code=f"applications-{year}").exists()
