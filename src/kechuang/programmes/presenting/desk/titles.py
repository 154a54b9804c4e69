"""What a need is called: by the topic it puts on the list."""

from __future__ import annotations

from django.utils.translation import get_language

from kechuang.cases.models import Case
from kechuang.programmes.selectors.contents import handed_in, need_content


def topic_of(case: Case) -> str:
    """The topic as handed in; the case's own title in English, and while no topic is known."""
    is_chinese = (get_language() or "zh-hans").startswith("zh")
    if case.title_en and not is_chinese:
        return case.title_en
    return need_content(handed_in(case)).topic or case.shown_title
