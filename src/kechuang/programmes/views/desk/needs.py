"""定榜: whether a need is listable, what it may repeat, and the decision."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.clock import now
from kechuang.base.errors import wrong_state
from kechuang.cases.selectors import procedure_of
from kechuang.engines.wording import Text
from kechuang.programmes import services
from kechuang.programmes.access import is_officer
from kechuang.programmes.forms.desk import NONE, RulingForm, ScoreForm
from kechuang.programmes.models import DuplicateCandidate, Need
from kechuang.programmes.presenting.desk.acts import acts_of
from kechuang.programmes.presenting.desk.duplicates import Likeness, likeness_of
from kechuang.programmes.presenting.desk.scores import grid_of
from kechuang.programmes.presenting.desk.titles import topic_of
from kechuang.programmes.presenting.desk.waiting import left_of
from kechuang.programmes.refusals import NOT_RULED
from kechuang.programmes.selectors.contents import handed_in, need_content
from kechuang.programmes.selectors.desk.finding import find_need, is_readable
from kechuang.programmes.selectors.desk.stages import Stage, stage_of
from kechuang.programmes.selectors.needs import board_of
from kechuang.programmes.selectors.rounds import measures_of
from kechuang.programmes.states import FILED
from kechuang.programmes.views.desk.answering import (
    acted,
    acted_on_form,
    found_at_desk,
    require_officer,
)

SCORE = Text("定榜评分", "score a need")
SEARCH = Text("查重", "search for duplicates")
RULE = Text("认定是否重复", "rule on duplicates")
BACK = "programmes:desk_need"
BEFORE_THE_LIST = frozenset({Stage.EXAMINING, Stage.LISTABLE})


@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    return shown(request, number)


@require_POST
def score(request: HttpRequest, number: str) -> HttpResponse:
    """One person's sheet; another of the same person replaces it."""
    need = found_at_desk(find_need, request, number)
    require_officer(request, need.case, SCORE)
    form = ScoreForm(request.POST, criteria=measures_of(need.programme).criteria)

    def act() -> object:
        remark = form.cleaned_data["remark"]
        return services.score_need(
            by=request.actor, at=now(), need=need, marks=form.marks, remark=remark
        )

    return acted_on_form(request, number, form, act, page=shown, back=BACK, called="score_form")


@require_POST
def search(request: HttpRequest, number: str) -> HttpResponse:
    need = found_at_desk(find_need, request, number)
    require_officer(request, need.case, SEARCH)

    def act() -> object:
        return services.search_duplicates(by=request.actor, at=now(), need=need)

    return acted(request, number, act, page=shown, back=BACK)


@require_POST
def rule(request: HttpRequest, number: str) -> HttpResponse:
    """The same as one of the candidates, or as none of them; with the reason."""
    need = found_at_desk(find_need, request, number)
    require_officer(request, need.case, RULE)
    likeness = likeness_of(need)
    form = RulingForm(request.POST, suspects=likeness.asked if likeness else ())

    def act() -> object:
        return _rule(request, likeness, form)

    return acted_on_form(request, number, form, act, page=shown, back=BACK, called="ruling_form")


def shown(request: HttpRequest, number: str, /, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a need; ``more`` brings a refusal, or a form as it was sent."""
    need, at = found_at_desk(find_need, request, number), now()
    case = need.case
    is_at_work = is_officer(request.actor, case) and case.state == FILED
    context = {
        "need": need,
        "case": case,
        "topic": topic_of(case),
        "content": need_content(handed_in(case)),
        "list_class": _list_class(need),
        "names_demander": is_readable(request.actor, case, "demander_unit"),
        "state": procedure_of(case.round.version).states[case.state].wording.staff,
        "left": left_of(case, at),
        "grid": grid_of(board_of(need), measures_of(need.programme).criteria, _scorers(need)),
        "likeness": likeness_of(need),
        "acts": acts_of(case, request.actor, at, address="desk_need_step", number=number)
        if stage_of(case.state) in BEFORE_THE_LIST
        else None,
        **(_forms(request, need) if is_at_work else {}),
        **more,
    }
    return render(request, "programmes/desk/need.html", context, status=status)


def _forms(request: HttpRequest, need: Need) -> dict[str, Any]:
    likeness, board = likeness_of(need), board_of(need)
    mine = [one for one in board.sheets if one.scored_by_id == request.actor.account_id]
    known = {**mine[0].marks, "remark": mine[0].remark} if mine else {}
    return {
        "score_form": ScoreForm(initial=known, criteria=measures_of(need.programme).criteria),
        "has_scored": bool(mine),
        "may_search": True,
        "ruling_form": RulingForm(suspects=likeness.asked) if likeness else None,
    }


def _rule(request: HttpRequest, likeness: Likeness | None, form: RulingForm) -> object:
    if likeness is None:
        raise wrong_state(NOT_RULED, "还没有查重", "nothing was searched for yet")
    chosen = form.cleaned_data["repeats"]
    return services.rule_on_duplicates(
        by=request.actor,
        at=now(),
        search=likeness.search,
        reason=form.cleaned_data["reason"],
        repeats=None if chosen == NONE else DuplicateCandidate.objects.get(pk=chosen),
    )


def _list_class(need: Need) -> Text:
    choices = procedure_of(need.case.round.version).fields["list_class"].choices
    name = need_content(handed_in(need.case)).list_class
    return choices.get(name, Text("—", "—"))


def _scorers(need: Need) -> int:
    """How many people ever scored the need, as it stands or as it stood."""
    return need.scores.order_by().values("scored_by_id").distinct().count()
