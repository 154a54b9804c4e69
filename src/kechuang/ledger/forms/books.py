"""Forms by which books, their years and funding schemes are opened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.accounts.models import Department
from kechuang.base.clock import today
from kechuang.ledger.models import Book, Scheme

CODE_HELP = _("字母、数字和连字符，之后不变，如 yunlan-2")
AHEAD, BACK = 1, 1
"""Years that may be opened: the next one before it begins, the last one for what came late."""


class NewCodeField(forms.SlugField):
    """The code of a record that is not there yet."""

    def __init__(self, model: type[Book | Scheme], **options: Any) -> None:
        super().__init__(max_length=50, help_text=CODE_HELP, **options)
        self._model = model

    def clean(self, value: Any) -> str:
        code: str = super().clean(value)
        if known := self._model.objects.filter(code=code).first():
            raise forms.ValidationError(
                _("代码 %(code)s 已用于“%(name)s”，请换一个代码"),
                params={"code": code, "name": known.name},
            )
        return code


class BookForm(forms.Form):
    code = NewCodeField(Book, label=_("账套代码"))
    name = forms.CharField(label=_("账套名称"), max_length=100)
    name_en = forms.CharField(label=_("英文名称"), max_length=200)
    department = forms.ModelChoiceField(
        label=_("处室"), queryset=Department.objects.all(), required=False
    )


class SchemeForm(forms.Form):
    code = NewCodeField(Scheme, label=_("专项代码"))
    name = forms.CharField(label=_("专项名称"), max_length=200)
    name_en = forms.CharField(label=_("英文名称"), max_length=300)


class YearForm(forms.Form):
    """Years near today that ``book`` has not opened yet, this one first."""

    year = forms.TypedChoiceField(label=_("会计年度"), coerce=int)

    def __init__(self, *args: Any, book: Book, **options: Any) -> None:
        super().__init__(*args, **options)
        this, known = today().year, set(book.years.values_list("year", flat=True))
        near = (this, *range(this + 1, this + AHEAD + 1), *range(this - BACK, this))
        self.fields["year"].choices = [(year, year) for year in near if year not in known]  # type: ignore[attr-defined]
