"""Form fields that take what clerks write and give what the registries keep."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kechuang.base.errors import Refusal
from kechuang.base.identifiers import MoneyUnit, PartialDate, parse_amount, parse_date

AMOUNT_HELP = _("以万元为单位，也可写明单位，如 3000元；留空为面议")
SEPARATORS = re.compile(r"[,，、;；\n]")
CELL_SEPARATORS = re.compile(r"[|｜\t]")


class ListField(forms.CharField):
    """Words separated by commas, Chinese or not, as a tuple of texts."""

    def to_python(self, value: Any) -> Any:
        words = SEPARATORS.split(super().to_python(value) or "")
        return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, list | tuple) else value


class OpenChoiceField(forms.ChoiceField):
    """A choice from a list that keeps a word from elsewhere once an entry has it."""

    def keep(self, word: str) -> None:
        """Offer ``word`` besides the list, after the empty choice."""
        if word and not self.valid_value(word):
            empty, *listed = self.widget.choices
            self.choices = [empty, (word, word), *listed]


class LinesField(forms.CharField):
    """One record per line, its columns separated by ``|``; gives tuples of equal length."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        self.least, self.most = least, most
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        lines = (super().to_python(value) or "").splitlines()
        return tuple(self._cells(line) for line in lines if line.strip())

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(" | ".join(cells).rstrip(" |") for cells in value)

    def _cells(self, line: str) -> tuple[str, ...]:
        cells = [cell.strip() for cell in CELL_SEPARATORS.split(line)]
        if not self.least <= len(cells) <= self.most:
            raise ValidationError(
                gettext("“%(line)s”应有 %(least)d 至 %(most)d 列，用 | 分隔")
                % {"line": line, "least": self.least, "most": self.most}
            )
        return (*cells, *[""] * (self.most - len(cells)))


class AmountField(forms.CharField):
    """An amount in 万元 unless another unit is written with it; gives fen, or None when blank."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return _read(lambda: parse_amount(text, unit=_own_unit(text))) if text else None

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        whole, rest = divmod(value, MoneyUnit.TEN_THOUSAND.fen)
        return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")


class PartialDateField(forms.CharField):
    """A year, month or day as written; gives a ``PartialDate``, or None when blank."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return _read(lambda: parse_date(text)) if text else None

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, PartialDate) else value


def _own_unit(text: str) -> MoneyUnit | None:
    return None if text.strip()[-1] in "元万亿" else MoneyUnit.TEN_THOUSAND


def _read(parse: Any) -> Any:
    try:
        return parse()
    except Refusal as refusal:
        raise ValidationError(refusal.said_in(get_language() or "zh-hans")) from refusal
