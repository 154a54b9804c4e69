"""Narrowing the published list of a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.wording import said
from kechuang.engines.wording import Text
from kechuang.programmes.presenting.public.items import ShownItem

ALL = ("", _("全部"))
OPEN, COMING, CLOSED = "open", "coming", "closed"
STANDINGS = (ALL, (OPEN, _("正在受理")), (COMING, _("尚未开始受理")), (CLOSED, _("已截止")))


class ListForm(forms.Form):
    """``classes`` are those of the round's procedure; what does not fit narrows nothing."""

    q = forms.CharField(label=_("编号、题目或指标"), required=False)
    list_class = forms.ChoiceField(label=_("榜单类别"), required=False)
    standing = forms.ChoiceField(label=_("受理情况"), choices=STANDINGS, required=False)

    def __init__(self, *args: Any, classes: Mapping[str, Text], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [ALL, *((name, said(label)) for name, label in classes.items())]
        self.fields["list_class"].choices = choices  # type: ignore[attr-defined]

    def narrowed(self, items: Iterable[ShownItem]) -> list[ShownItem]:
        self.is_valid()
        given = self.cleaned_data
        return [
            one
            for one in items
            if given.get("q", "").lower() in _words(one)
            and given.get("list_class") in ("", None, one.list_class)
            and given.get("standing") in ("", None, _standing(one))
        ]


def _words(one: ShownItem) -> str:
    targets = " ".join(f"{target.indicator} {target.wanted}" for target in one.public.targets)
    return f"{one.public.number} {one.public.topic} {targets}".lower()


def _standing(one: ShownItem) -> str:
    if one.takes_bids:
        return OPEN
    return COMING if one.is_coming else CLOSED
