"""Filling in a form of a case: the page, saving with a button, saving by itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.registry.forms import form_page
from kechuang.cases.access import roles_of
from kechuang.cases.filling import Command, FormCommand
from kechuang.cases.selectors import Course, forms_open_to
from kechuang.cases.views.finding import seen_course
from kechuang.cases.views.form_page import form_shown, partial, questionnaire
from kechuang.cases.views.keeping import Kept, keep, opened
from kechuang.design.refusals import status_of
from kechuang.engines.flow import Form

LOGGED_OUT = 401


@form_page
@never_cache
def fill(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The form; a POST saves it and obeys the button: save, check, add or remove a row."""
    if request.method == "POST" and not request.actor.is_known:
        return _told_unsaved(request, number, form)
    course = seen_course(request, number)
    asked = _form_of(request, course, form)
    if request.method != "POST":
        return form_shown(request, course, asked, opened(request, course))
    kept = keep(request, course, asked)
    if kept.refusal:
        return form_shown(request, course, asked, kept)
    return redirect(_address(request, course, asked, kept))


@require_POST
@never_cache
def autosave(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """What was typed is kept, and the parts of the page that depend on it come back."""
    if not request.actor.is_known:
        return render(request, "cases/filling/autosaved.html", _logged_out(), status=LOGGED_OUT)
    course = seen_course(request, number)
    asked = _form_of(request, course, form)
    kept = keep(request, course, asked)
    sheet = questionnaire(request, course, asked, kept)
    status = status_of(kept.refusal) if kept.refusal else 200
    context = partial(request, course.case, sheet, kept)
    return render(request, "cases/filling/autosaved.html", context, status=status)


@require_safe
@never_cache
def token(request: HttpRequest) -> HttpResponse:
    """A fresh token for a page that stayed open while its reader logged in again elsewhere."""
    if not request.actor.is_known:
        return render(request, "cases/filling/token.html", _logged_out())
    answer = render(request, "cases/filling/token.html")
    answer["HX-Trigger-After-Swap"] = "token-renewed"
    return answer


def _logged_out() -> dict[str, str]:
    """Word that nothing was saved, and the way to log in without leaving the page."""
    problem = gettext("您已退出登录：刚才的内容还没有保存，但都还在本页")
    return {"problem": problem, "login_url": reverse("account_login")}


def _form_of(request: HttpRequest, course: Course, name: str) -> Form:
    """A form that the reader may fill in now; for others there is none."""
    open_forms = forms_open_to(course, roles_of(request.actor, course.case))
    found = next((form for form in open_forms if form.id == name), None)
    if found is None:
        raise Http404
    return found


def _address(request: HttpRequest, course: Course, form: Form, kept: Kept) -> str:
    """Where a page goes on after saving: at the row that was added, or with everything checked."""
    address = reverse("cases:fill", args=[course.case.number, form.id])
    if request.POST.get("do") == "check":
        return f"{address}?check=1"
    if kept.command and kept.command.command is Command.ADD:
        return f"{address}?{urlencode({'rows': _one_more(kept.command, kept)})}" + (
            f"#slot-{kept.command.place.field}"
        )
    return f"{address}#slot-{kept.command.place.field}" if kept.command else address


def _one_more(command: FormCommand, kept: Kept) -> str:
    rows = kept.entries.get(command.place.field)
    count = len(rows) if isinstance(rows, list) else 0
    return f"{command.place.field}:{count + 1}"


def _told_unsaved(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """What somebody sent after their log-in ended, given back to them as they sent it."""
    typed = [
        (name.removeprefix("field."), value)
        for name in request.POST
        for value in request.POST.getlist(name)
        if name.startswith("field.") and value.strip()
    ]
    address = reverse("cases:fill", args=[number, form])
    login = f"{reverse('account_login')}?{urlencode({'next': address})}"
    context = {"typed": typed, "login_url": login}
    return render(request, "cases/filling/unsaved.html", context, status=LOGGED_OUT)
