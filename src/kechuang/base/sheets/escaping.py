"""Text that no spreadsheet program may take for a formula or an escape code."""

from __future__ import annotations

import re

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_ILLEGAL_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet program might run ``text`` (OWASP: CSV injection)."""
    return text.startswith(_FORMULA_STARTS)


def legal_text(text: str) -> str:
    """``text`` with a � for each character that XML cannot hold."""
    return _ILLEGAL_IN_XML.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """``text`` as a cell stores it: ECMA-376 ST_Xstring escapes; illegal characters become �."""
    return _LOOKS_ESCAPED.sub("_x005F_", legal_text(text)).replace("\r", "_x000D_")


def csv_text(text: str) -> str:
    """``text`` with a leading apostrophe where it could be run as a formula."""
    return f"'{text}" if looks_like_formula(text) else text
