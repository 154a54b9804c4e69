"""Pages of innovation points: snapshots, their firms, one firm explained, appeals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.clock import now, today
from kechuang.base.errors import Text, require
from kechuang.base.listing import RegistryList
from kechuang.base.registry.forms import form_page
from kechuang.base.registry.standing import represented_parties
from kechuang.design.answering import answer, posted
from kechuang.points import access, presenting, selectors, services, writing
from kechuang.points.filters import StandingFilter
from kechuang.points.forms import AnswerForm, AppealForm, SnapshotForm
from kechuang.points.models import Appeal, Snapshot, Standing
from kechuang.points.states import Outcome
from kechuang.points.tables import StandingTable

FORM = "points/form.html"
SEE = Text("查看创新积分", "see innovation points")


@require_safe
def snapshot_list(request: HttpRequest) -> HttpResponse:
    """Snapshots for the bureau and auditors; for a firm its own standings."""
    if access.can_survey_standings(request.actor):
        snapshots = Paginator(selectors.snapshots(), 25).get_page(request.GET.get("page"))
        context = {"snapshots": snapshots, "may_take": access.can_take_snapshots(request.actor)}
        return render(request, "points/list.html", context)
    require(bool(represented_parties(request.actor)), SEE)
    page = Paginator(selectors.own_standings(request.actor), 25).get_page(request.GET.get("page"))
    return render(request, "points/own.html", {"standings": page})


@form_page
def take(request: HttpRequest) -> HttpResponse:
    """Freeze a snapshot over the facts as they stand."""
    require(access.can_take_snapshots(request.actor), services.TAKE)
    form = SnapshotForm(posted(request), initial={"on": today()})

    def freeze() -> HttpResponse:
        made = services.take_snapshot(by=request.actor, at=now(), **form.cleaned_data)
        messages.success(request, _("快照已封存，内容不再改变。"))
        return redirect("points:cohort", made.pk)

    words = {"title": _("封存积分快照"), "submit_label": _("计算并封存")}
    return answer(request, form, freeze, template=FORM, **words)


class Cohort(RegistryList):
    """All firms of one snapshot: distribution, places, lists, appeals."""

    table_class = StandingTable
    filterset_class = StandingFilter
    template_name = "points/cohort.html"
    list_title = gettext_lazy("创新积分排名")

    snapshot: Snapshot
    ranking: selectors.Ranking

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(access.can_survey_standings(request.actor), SEE)
        self.snapshot = get_object_or_404(selectors.snapshots(), pk=kwargs["pk"])
        self.ranking = selectors.ranking_of(self.snapshot)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Standing]:
        return selectors.standings_in(self.request.actor, self.snapshot)

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(filterset_class), "ranking": self.ranking}

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"ranking": self.ranking}

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        rows = presenting.spread_rows(self.ranking)
        appeals = list(selectors.appeals_in(self.request.actor, self.snapshot))
        return super().get_context_data(
            **known,
            snapshot=self.snapshot,
            pack=self.ranking.card.pack,
            successor=selectors.successor_of(self.snapshot),
            lists=[
                (one, selectors.counts_of(one, self.get_queryset())) for one in self.ranking.lists
            ],
            open_firms=self.get_queryset().filter(low__lt=F("high")).count(),
            appeals=appeals,
            open_appeals=sum(not one.outcome for one in appeals),
            spread=presenting.spread_chart(rows),
            spread_caption=presenting.SPREAD.said_in(_language()),
            spread_columns=[_("得分"), _("企业数")],
            spread_table=[(row["label"], row["value"]) for row in rows],
            history=history_of(self.snapshot),
        )


@require_safe
def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """One firm: points line by line, its places, what is missing, weights, lists, appeals."""
    found = _standing(pk)
    require(access.can_read_standing(request.actor, found), SEE)
    ranking = selectors.ranking_of(found.snapshot)
    missing = presenting.missing_rows(ranking, found)
    weights = presenting.weight_rows(ranking, found)
    successor = selectors.successor_of(found.snapshot)
    appeals = list(found.appeals.select_related("renewed"))
    is_open = any(not one.outcome for one in appeals)
    context = {
        "standing": found,
        "pack": ranking.card.pack,
        "total": writing.span(found.low, found.high),
        "places": writing.pair([found.best_place, found.worst_place]),
        "stage": _stage(ranking, found),
        "indicators": presenting.indicator_rows(ranking, found),
        "missing": missing,
        "weights": weights,
        "percent": selectors.PERCENT,
        "lists": presenting.list_rows(ranking, found),
        "places_chart": presenting.places_chart(found, missing),
        "weights_chart": presenting.weights_chart(found, weights),
        "places_caption": presenting.PLACES.said_in(_language()),
        "weights_caption": presenting.WEIGHTS.said_in(_language()),
        "successor": successor,
        "appeals": [(one, access.can_answer(request.actor, one)) for one in appeals],
        "may_appeal": access.can_appeal(request.actor, found) and not successor and not is_open,
        "surveys": access.can_survey_standings(request.actor),
    }
    return render(request, "points/standing.html", context)


@form_page
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """A firm's person asks for another look."""
    found = _standing(pk)
    require(access.can_appeal(request.actor, found), services.APPEAL)
    form = AppealForm(posted(request))

    def lodge() -> HttpResponse:
        grounds = form.cleaned_data["grounds"]
        services.lodge_appeal(by=request.actor, at=now(), standing=found, grounds=grounds)
        messages.success(request, _("复核申请已提交，由封存人以外的工作人员答复。"))
        return redirect("points:standing", found.pk)

    words = {"title": _("申请复核"), "submit_label": _("提交"), "standing": found}
    return answer(request, form, lodge, template=FORM, **words)


@form_page
def answer_one(request: HttpRequest, pk: int) -> HttpResponse:
    """A clerk who did not freeze the snapshot answers with the reason."""
    found = get_object_or_404(Appeal.objects.select_related("standing__snapshot"), pk=pk)
    require(access.can_answer(request.actor, found), services.ANSWER)
    form = AnswerForm(posted(request))

    def give() -> HttpResponse:
        is_upheld = form.cleaned_data["outcome"] == Outcome.UPHELD
        services.answer_appeal(
            by=request.actor,
            at=now(),
            appeal=found,
            is_upheld=is_upheld,
            reason=form.cleaned_data["reason"],
        )
        return redirect("points:standing", found.standing_id)

    words = {"title": _("答复复核申请"), "submit_label": _("答复")}
    return answer(
        request, form, give, template=FORM, standing=found.standing, appeal=found, **words
    )


def _stage(ranking: selectors.Ranking, found: Standing) -> str:
    """Every stage that the firm may be in."""
    labels = (ranking.card.stages[n][1] for n in ranking.points[found.number].stages)
    return " / ".join(label.said_in(_language()) for label in labels)


def _standing(pk: int) -> Standing:
    try:
        return selectors.standing_detail(pk)
    except Standing.DoesNotExist as missing:
        raise Http404 from missing


def _language() -> str:
    return get_language() or "zh-hans"
