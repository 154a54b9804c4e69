"""When a party may apply, month by month, and the same for its own calendar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_safe

from kechuang.base.clock import now, today
from kechuang.engines.rulebook import titles_held
from kechuang.entitlements.icalendar import written_calendar
from kechuang.entitlements.selectors import clauses_within_reach
from kechuang.entitlements.views.asked import party_asked_about
from kechuang.entitlements.windows import Agenda, agenda_of
from kechuang.parties.models import Party
from kechuang.parties.selectors import fact_sheet
from kechuang.policies.selectors import listed_clauses, packs_in_force


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Windows, ends of policies and of titles; what is not announced is said to be so."""
    party = party_asked_about(request, pk)
    agenda, clauses = _agenda(party), listed_clauses()
    context = {
        "party": party,
        "agenda": agenda,
        "unannounced": [clauses.get((pack.id, one.id)) for pack, one in agenda.unannounced],
    }
    return render(request, "entitlements/calendar.html", context)


@require_safe
def calendar_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a file that calendar programs read."""
    party = party_asked_about(request, pk)
    agenda, language = _agenda(party), get_language() or "zh-hans"
    name = gettext("%(name)s的申报日历") % {"name": party.shown_name}
    content = written_calendar(agenda, name=name, note=_note(agenda), at=now(), language=language)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="windows.ics"'
    return answer


def _note(agenda: Agenda) -> str:
    count = len(agenda.unannounced)
    return ngettext(
        "另有 %(n)s 个条款的申报时间没有公布，不在日历中。",
        "另有 %(n)s 个条款的申报时间没有公布，不在日历中。",
        count,
    ) % {"n": count}


def _agenda(party: Party) -> Agenda:
    on = today()
    packs = packs_in_force(on)
    titles = titles_held(packs, fact_sheet(party))
    return agenda_of(packs, clauses_within_reach(party), titles, on=on)
