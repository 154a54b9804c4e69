"""How a verdict looks: word, icon and tone, so that colour never says it alone."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class VerdictLook(NamedTuple):
    label: Promise
    icon: str
    tone: str


LOOKS = {
    "met": VerdictLook(_("符合"), "check", "good"),
    "not_met": VerdictLook(_("不符合"), "cross", "bad"),
    "unknown": VerdictLook(_("缺少信息"), "question", "warn"),
    "possible": VerdictLook(_("待专家判断"), "scales", "info"),
}


def look_of(verdict: str) -> VerdictLook:
    """The look of ``met``, ``not_met``, ``unknown`` or ``possible``."""
    return LOOKS[str(verdict)]
