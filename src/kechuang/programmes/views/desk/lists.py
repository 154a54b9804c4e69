"""Publishing a list: the items that wait for it, several at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from kechuang.base.actors import Actor
from kechuang.base.clock import now
from kechuang.base.errors import require
from kechuang.base.roles import Role
from kechuang.engines.wording import Text
from kechuang.programmes.access import is_officer
from kechuang.programmes.forms.desk import PublicationForm
from kechuang.programmes.models import ListedItem, Need, ProgrammeRound
from kechuang.programmes.powers_at_desk import require_desk
from kechuang.programmes.presenting.desk.titles import topic_of
from kechuang.programmes.presenting.desk.waiting import left_of
from kechuang.programmes.selectors.contents import handed_in, need_content
from kechuang.programmes.selectors.desk.finding import desk_items, desk_needs
from kechuang.programmes.selectors.desk.stages import STATES, Stage
from kechuang.programmes.selectors.needs import board_of
from kechuang.programmes.selectors.rounds import plan_progress, programme_rounds
from kechuang.programmes.services.publishing import publish_together
from kechuang.programmes.views.desk.answering import acted_on_form, require_officer

PUBLISH = Text("公布榜单", "publish the list")


@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: HttpRequest, code: str) -> HttpResponse:
    """The needs admitted to the list; a POST publishes those that were ticked, all or none."""
    require_desk(request.actor)
    if request.method != "POST":
        return shown(request, code)
    require(request.actor.has_role(Role.BUREAU), PUBLISH)
    programme = _programme(code)
    chosen = [one for one in _waiting(request.actor, programme) if _is_ticked(request, one)]
    for need in chosen:
        require_officer(request, need.case, PUBLISH)
    form = PublicationForm(request.POST)

    def act() -> object:
        return publish_together(
            by=request.actor,
            at=now(),
            programme=programme,
            needs=chosen,
            bids_open_on=form.cleaned_data["bids_open_on"],
        )

    return acted_on_form(
        request, code, form, act, page=shown, back="programmes:desk_list", called="form"
    )


def shown(request: HttpRequest, code: str, /, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a list; ``more`` brings a refusal, or the form as it was sent."""
    programme, at = _programme(code), now()
    waiting = _waiting(request.actor, programme)
    context = {
        "programme": programme,
        "rows": [_row(one, at) for one in waiting],
        "ticked": request.POST.getlist("need"),
        "published": _published(request.actor, programme),
        "plan": plan_progress(programme),
        "may_publish": any(is_officer(request.actor, one.case) for one in waiting),
        "form": PublicationForm(),
        **more,
    }
    return render(request, "programmes/desk/list.html", context, status=status)


def _programme(code: str) -> ProgrammeRound:
    return get_object_or_404(programme_rounds(), code=code)


def _waiting(actor: Actor, programme: ProgrammeRound) -> list[Need]:
    found = desk_needs(actor).filter(programme=programme, case__state__in=STATES[Stage.LISTABLE])
    return list(found.order_by("case__number"))


def _published(actor: Actor, programme: ProgrammeRound) -> list[tuple[ListedItem, str]]:
    found = desk_items(actor).filter(need__programme=programme).order_by("-number")
    return [(item, topic_of(item.case)) for item in found]


def _is_ticked(request: HttpRequest, need: Need) -> bool:
    return need.case.number in request.POST.getlist("need")


def _row(need: Need, at: datetime) -> dict[str, Any]:
    return {
        "need": need,
        "topic": topic_of(need.case),
        "content": need_content(handed_in(need.case)),
        "points": board_of(need).points,
        "left": left_of(need.case, at),
    }
