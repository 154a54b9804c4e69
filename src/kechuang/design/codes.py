"""Codes by their names in the reader's language; a code without a name is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kechuang.base import identifiers
from kechuang.engines.wording import Text

NATIONWIDE = "100000"
NameOf = Callable[[str, str], str]
# A section letter, with or without digits, or two to seven digits; no percentage, no decimal.
_CODE = re.compile(r"(?<![\w+.-])(?:[A-T]\d{0,4}|\d{2,7})(?![\w%.])")


def region_name(code: str, language: str) -> str:
    """The name of a six-digit region code; 100000 marks what holds in the whole country."""
    if code == NATIONWIDE:
        return Text("全国", "Nationwide").said_in(language)
    return _named(identifiers.region_name, code, language)


def industry_name(code: str, language: str) -> str:
    """The name of a section, division, group or class of GB/T 4754-2017."""
    return _named(identifiers.industry_name, code, language)


def discipline_name(code: str, language: str) -> str:
    """The name of the first-level discipline of GB/T 13745-2009."""
    return _named(identifiers.discipline_name, code, language)


def with_names(texts: Mapping[str, str], name_of: NameOf) -> dict[str, str]:
    """A sentence in ``zh`` and ``en`` that an engine wrote with codes, with their names instead."""
    return {
        language: _CODE.sub(lambda found: name_of(found[0], language), text)  # noqa: B023
        for language, text in texts.items()
    }


def _named(name_of: Callable[[str], Text], code: str, language: str) -> str:
    try:
        return name_of(code).said_in(language)
    except identifiers.IdentifierError:
        return code
