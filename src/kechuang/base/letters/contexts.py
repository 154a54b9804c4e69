"""What is put into a letter: values of every slot, in words, escaped so that they stay words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from kechuang.base.letters.refusals import refused
from kechuang.base.letters.sources import LetterSource, Slot, SlotKind
from kechuang.engines.packfile import nearest
from kechuang.engines.wording import Text

Single = str | Text | int | date | datetime
Row = Mapping[str, Single]
Value = Single | Sequence[Single] | Sequence[Row]
Filled = dict[str, object]

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NUMERALS = "一二三四五六七八九十"
_MOST_ROWS = 2_000
_NO_XML = "\ufffe\uffff"


def fill(source: LetterSource, context: Mapping[str, Value]) -> Filled:
    """The values of ``source`` for its template: Chinese by name, English under ``en``.

    LetterError names a value that is missing, blank, unknown or of another kind.
    """
    for name in context:
        if name not in source.slots:
            why = Text("这种文书没有这个值", "the letter takes no such value")
            raise refused(source.id, name, why, nearest(name, source.slots))
    chinese = dict(_said(source, context, "zh"))
    return {**chinese, "en": dict(_said(source, context, "en"))}


def _said(
    source: LetterSource, context: Mapping[str, Value], language: str
) -> Iterator[tuple[str, object]]:
    for name, slot in source.slots.items():
        if name in context:
            yield name, _in_words(source, slot, context[name], language)
        elif slot.is_optional:
            yield name, ""
        else:
            raise refused(source.id, name, _MISSING, _give(slot))


def _in_words(source: LetterSource, slot: Slot, value: Value, language: str) -> object:
    if slot.kind is SlotKind.ROWS:
        return [_row(source, slot, row, language) for row in _list(source, slot, value)]
    if slot.kind in (SlotKind.ARTICLES, SlotKind.POINTS):
        said = [_single(source, slot, one, language) for one in _list(source, slot, value)]
        return _joined(slot.kind, said, language)
    return _single(source, slot, value, language)


def _list(source: LetterSource, slot: Slot, value: Value) -> list[object]:
    if isinstance(value, str | Text) or not isinstance(value, Sequence):
        raise refused(source.id, slot.name, _NO_LIST, _give(slot))
    if not 0 < len(value) <= _MOST_ROWS:
        raise refused(source.id, slot.name, _MISSING if not value else _TOO_MANY, _give(slot))
    return list(value)


def _row(source: LetterSource, slot: Slot, row: object, language: str) -> dict[str, Markup]:
    if not isinstance(row, Mapping) or set(row) != set(slot.columns):
        columns = Text("、".join(slot.columns), ", ".join(slot.columns))
        why = Text(f"每行须恰有：{columns.zh}", f"each row has exactly {columns.en}")
        raise refused(source.id, slot.name, why, _give(slot))
    return {name: _single(source, slot, row[name], language) for name in slot.columns}


def _joined(kind: SlotKind, said: list[Markup], language: str) -> Markup:
    is_chinese = language == "zh"
    if kind is SlotKind.ARTICLES or len(said) == 1:
        return literal("、" if is_chinese else "; ").join(said)
    numbered = [
        literal(f"（{_numeral(number)}）" if is_chinese else f"({number}) ") + one
        for number, one in enumerate(said, 1)
    ]
    return literal("；" if is_chinese else "; ").join(numbered)


def _numeral(number: int) -> str:
    tens, rest = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    if not tens:
        return _NUMERALS[rest - 1]
    ten = "十" if tens == 1 else _NUMERALS[tens - 1] + "十"
    return ten + (_NUMERALS[rest - 1] if rest else "")


def _single(source: LetterSource, slot: Slot, value: object, language: str) -> Markup:
    text = _worded(source, slot, value, language).replace("\r\n", "\n").replace("\t", " ")
    if not text.strip():
        raise refused(source.id, slot.name, _MISSING, _give(slot))
    for mark in text:
        if mark != "\n" and (unicodedata.category(mark) in ("Cc", "Cs") or mark in _NO_XML):
            raise refused(source.id, slot.name, _UNPRINTABLE, _TYPE_AGAIN)
    return literal(text)


def literal(text: str) -> Markup:
    """``text`` for the XML of a template: no sign of it means anything to XML or to docxtpl."""
    escaped = str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(escaped)  # noqa: S704 - escaped in the line above


def _worded(source: LetterSource, slot: Slot, value: object, language: str) -> str:
    if isinstance(value, Text):
        return value.said_in(language)
    if isinstance(value, datetime) and slot.kind in (SlotKind.INSTANT, SlotKind.ROWS):
        return _instant(source, slot, value, language)
    if isinstance(value, date) and not isinstance(value, datetime) and slot.kind is not _INSTANT:
        return _day(value, language)
    is_text = isinstance(value, str | int) and not isinstance(value, bool)
    if is_text and slot.kind not in (SlotKind.DATE, SlotKind.INSTANT):
        return str(value)
    raise refused(source.id, slot.name, _OTHER_KIND, _give(slot))


def _instant(source: LetterSource, slot: Slot, value: datetime, language: str) -> str:
    if value.tzinfo is None:
        raise refused(source.id, slot.name, _NO_ZONE, _give(slot))
    local = value.astimezone(_SHANGHAI)
    time = local.strftime("%H:%M:%S")
    day = _day(local.date(), language)
    return f"{day}{time}（北京时间）" if language == "zh" else f"{day}, {time} (Beijing time)"


def _day(day: date, language: str) -> str:
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _give(slot: Slot) -> Text:
    return Text(f"请给出{slot.label.zh}", f"give it: {slot.label.en}")


_INSTANT = SlotKind.INSTANT
_MISSING = Text("没有给出，或是空的", "it is missing or blank")
_NO_LIST = Text("应是列表", "a list is expected")
_TOO_MANY = Text(f"超过{_MOST_ROWS}项", f"more than {_MOST_ROWS} entries")
_OTHER_KIND = Text("不是这里要的那种值", "it is of another kind")
_NO_ZONE = Text("时刻没有时区", "the instant has no time zone")
_UNPRINTABLE = Text("含有印不出的控制字符", "it holds signs that cannot be printed")
_TYPE_AGAIN = Text("请重新输入", "type it again")
