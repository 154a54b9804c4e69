"""Codes by their names in the reader's language; a code without a name is shown as it is."""

from __future__ import annotations

from collections.abc import Callable

from kechuang.base import identifiers
from kechuang.engines.wording import Text

NATIONWIDE = "100000"


def region_name(code: str, language: str) -> str:
    """The name of a six-digit region code; 100000 marks what holds in the whole country."""
    if code == NATIONWIDE:
        return Text("全国", "Nationwide").said_in(language)
    return _named(identifiers.region_name, code, language)


def industry_name(code: str, language: str) -> str:
    """The name of a section, division, group or class of GB/T 4754-2017."""
    return _named(identifiers.industry_name, code, language)


def _named(name_of: Callable[[str], Text], code: str, language: str) -> str:
    try:
        return name_of(code).said_in(language)
    except identifiers.IdentifierError:
        return code
