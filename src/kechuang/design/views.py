"""The living style page: every token, icon, component and chart with sample data."""

from __future__ import annotations

import re
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.design import samples
from kechuang.design.icons import icon_names
from kechuang.design.verdicts import LOOKS

TOKENS = Path(__file__).parent / "static" / "design" / "css" / "tokens.css"


@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "design/style_page.html",
        {
            "colours": colour_tokens(TOKENS.read_text(encoding="utf-8")),
            "icons": icon_names(),
            "verdicts": list(LOOKS),
            "form": samples.SampleForm({"title": ""}),
            "reason": samples.sample_reason(),
            "match": samples.sample_match(),
            "events": samples.sample_events(),
            "page_obj": samples.sample_page(),
            "charts": samples.sample_charts(),
            "titles": samples.TITLES,
            "counts": list(samples.COUNTS.items()),
            "pairs": [(_("统一社会信用代码"), "91990100MA00000X0X"), (_("英文名称"), None)],
        },
    )


def colour_tokens(css: str) -> dict[str, str]:
    """Name and value of each colour of the light theme, in file order."""
    light = css.split("@media", 1)[0]
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", light))
