"""Reads what a person typed, by the type of the field. Nothing becomes a float."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from kechuang.engines.flow.forms.fields import (
    MONEY_UNITS,
    Attachment,
    Field,
    FieldType,
    Reference,
    Single,
)
from kechuang.engines.flow.refusals import ValueRefusedError
from kechuang.engines.wording import Text

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
_WIDEST = 20
_DATES = {
    "year": (re.compile(r"(\d{4})年?"), "2026", "2026"),
    "month": (re.compile(r"(\d{4})(?:[-/.年])(\d{1,2})月?"), "2026-11", "2026-11"),
    "day": (
        re.compile(r"(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?"),
        "2026-11-21",
        "2026-11-21",
    ),
}


def read_single(field: Field, raw: object) -> Single:
    """One value of ``field`` (not a table); ValueRefusedError says why it cannot be."""
    return _READERS[field.type](field, raw)


def _plain(raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise ValueRefusedError(Text("无法识别这个值", "this value cannot be read"))
    return unicodedata.normalize("NFKC", str(raw)).strip()


def _text(field: Field, raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueRefusedError(Text("应为文字", "text is expected"))
    written = unicodedata.normalize("NFC", raw).strip()
    if len(written) > field.max_length:
        raise ValueRefusedError(
            Text(
                f"最多{field.max_length}字，现有{len(written)}字",
                f"at most {field.max_length} characters, there are {len(written)}",
            )
        )
    return written


def _decimal(written: str) -> Decimal:
    bare = written.replace(" ", "")
    if len(bare) > _WIDEST or not _NUMBER.fullmatch(bare):
        raise ValueRefusedError(Text(f"“{written}”不是数", f"“{written}” is no number"))
    return Decimal(bare.replace(",", ""))


def _number(field: Field, raw: object) -> int | Decimal:
    written = _plain(raw)
    if field.unit and written.endswith(field.unit):
        written = written.removesuffix(field.unit)
    number = _decimal(written)
    kept = number.quantize(Decimal(1).scaleb(-field.decimals))
    if kept != number:
        raise ValueRefusedError(
            Text(
                f"最多保留{field.decimals}位小数",
                f"at most {field.decimals} digits after the point",
            )
        )
    return kept if field.decimals else int(kept)


def _money(field: Field, raw: object) -> int:
    written = _plain(raw)
    unit = next((name for name in ("万元", "亿元", "元") if written.endswith(name)), "")
    fen = _decimal(written.removesuffix(unit)) * MONEY_UNITS[unit or field.unit or "元"]
    if fen != fen.to_integral_value():
        raise ValueRefusedError(Text("金额最小到分", "amounts go down to the fen only"))
    return int(fen)


def _date(field: Field, raw: object) -> date:
    written = raw.isoformat() if isinstance(raw, date) else _plain(raw)
    pattern, zh, en = _DATES[field.precision]
    match = pattern.fullmatch(written)
    if match is None:
        raise ValueRefusedError(Text(f"请写成 {zh} 的形式", f"write it like {en}"))
    year, month, day = (*map(int, match.groups()), 1, 1)[:3]
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueRefusedError(
            Text(f"“{written}”不是日期", f"“{written}” is not a date")
        ) from None


def _flag(_: Field, raw: object) -> bool:
    if not isinstance(raw, bool):
        raise ValueRefusedError(Text("请选择是或否", "choose yes or no"))
    return raw


def _choice(field: Field, raw: object) -> str:
    if not isinstance(raw, str) or raw not in field.choices:
        listed = list(field.choices.values())
        raise ValueRefusedError(
            Text(
                f"请从中选择：{'、'.join(text.zh for text in listed)}",
                f"choose one of: {', '.join(text.en for text in listed)}",
            )
        )
    return raw


def _reference(_: Field, raw: object) -> Reference:
    if isinstance(raw, Reference):
        return raw
    parts = raw if isinstance(raw, Mapping) else {}
    code, name = parts.get("code", ""), parts.get("name", "")
    if not isinstance(code, str) or not isinstance(name, str) or not name.strip():
        raise ValueRefusedError(Text("请填写名称", "a name is needed"))
    return Reference(code.strip(), unicodedata.normalize("NFC", name).strip())


def _attachment(field: Field, raw: object) -> Attachment:
    parts = raw._asdict() if isinstance(raw, Attachment) else raw
    if not isinstance(parts, Mapping):
        raise ValueRefusedError(Text("请上传文件", "a file is needed"))
    digest, name, size = parts.get("digest"), parts.get("name"), parts.get("size")
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        raise ValueRefusedError(Text("文件没有上传完整", "the file is not wholly uploaded"))
    if not isinstance(name, str) or type(size) is not int or size <= 0:
        raise ValueRefusedError(Text("文件是空的", "the file is empty"))
    if field.kinds and name.rpartition(".")[2].lower() not in field.kinds:
        kinds = "、".join(field.kinds)
        raise ValueRefusedError(
            Text(f"只接受 {kinds} 文件", f"only {', '.join(field.kinds)} files are taken")
        )
    return Attachment(digest, name, size)


_READERS: Mapping[FieldType, Callable[[Field, object], Single]] = {
    FieldType.TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _date,
    FieldType.FLAG: _flag,
    FieldType.CHOICE: _choice,
    FieldType.PARTY: _reference,
    FieldType.PERSON: _reference,
    FieldType.ATTACHMENT: _attachment,
}
