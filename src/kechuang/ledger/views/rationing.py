"""A line that does not reach for everybody: who gets what, by the line's own rule."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language

from kechuang.design.answering import posted
from kechuang.ledger.drawings_of_grants import asked_and_granted
from kechuang.ledger.forms.rationing import RationForm
from kechuang.ledger.models import BudgetLine
from kechuang.ledger.presenting.rations import Rationing, rationed
from kechuang.ledger.selectors.budget import used_lines
from kechuang.ledger.states import Distribution
from kechuang.ledger.views.asking import preparer_page


@preparer_page
def ration(request: HttpRequest, pk: int) -> HttpResponse:
    """A computation only: nothing is kept until a grant is prepared from a row of it."""
    line = get_object_or_404(used_lines(), pk=pk)
    form = RationForm(posted(request))
    context = {"line": line, "form": form}
    if request.method == "POST" and form.is_valid():
        found = rationed(line, form.asked, is_last_in_part=form.cleaned_data["is_last_in_part"])
        context |= {
            "found": list(zip(found.rations, _links(line, found), strict=True)),
            "sums": found,
            "chart": asked_and_granted(found.rations, get_language() or "zh-hans"),
        }
    return render(request, "ledger/ration.html", context, status=422 if form.errors else 200)


def _links(line: BudgetLine, found: Rationing) -> list[str]:
    """The form of a new grant for each row, filled in as far as it is known; on a line that is
    given out together there is none."""
    if line.distribution == Distribution.PRO_RATA:
        return [""] * len(found.rations)
    return [
        f"{reverse('ledger:agree')}?"
        + urlencode(
            {
                "party": each.reference,
                "scheme": line.scheme.code,
                "amount": f"{each.granted_fen // 100}.{each.granted_fen % 100:02d}元",
            }
        )
        for each in found.rations
    ]
