"""Messages in both languages, and values in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, override

from kechuang.base.identifiers import amount_text
from kechuang.base.registry.modes import CooperationMode
from kechuang.engines.wording import Text


def both_languages(message: str | Promise) -> Text:
    """``message`` as the translation catalogues say it in Chinese and in English."""
    with override("zh-hans"):
        zh = str(message)
    with override("en"):
        return Text(zh, str(message))


def said(text: Text) -> str:
    """``text`` in the reader's language."""
    return text.said_in(get_language() or "zh-hans")


def amount_label(fen: int | None) -> str:
    """An amount for reading; None is negotiable (面议)."""
    return gettext("面议") if fen is None else said(amount_text(fen))


def mode_labels(modes: Iterable[str]) -> str | None:
    """Names of cooperation modes; None when none is given."""
    return gettext("、").join(str(CooperationMode(mode).label) for mode in modes) or None
