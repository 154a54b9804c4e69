"""The data dictionary: each column's names in both languages, unit, key, and its codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Field, ForeignKey, Model

from kechuang.base.registry.wording import both_languages
from kechuang.design.commands import LABELS
from kechuang.engines.wording import Text
from kechuang.ledger.evidence.columns import (
    TRANSFER_COLUMNS,
    TRANSFERS,
    VOUCHER_COLUMNS,
    VOUCHERS,
    header_of,
)
from kechuang.ledger.models import Transfer, Voucher
from kechuang.ledger.selectors.sealed_tables import SEALED, TABLES

HEADER = ("file", "column", "名称", "English", "type", "unit", "key")
CODES_HEADER = ("file", "column", "code", "名称", "English")
Column = Field[Any, Any]
FILES = {table: f"{name}.csv" for name, table in TABLES.items()}
KEY = Text("编号", "Key")
# Columns that no page shows, and fields of the JSON lines
NAMED = {
    "voucher": Text("凭证号", "Voucher"),
    "book": Text("账套代码", "Code of the book"),
    "debit": Text("借方科目代码", "Account debited"),
    "credit": Text("贷方科目代码", "Account credited"),
    "reverses": Text("冲销的凭证或分录", "Voucher or transfer that it reverses"),
    "pending": Text("处理的预留", "Pending transfer that it resolves"),
    "summary_en": Text("英文摘要", "Summary in English"),
    "name_en": Text("英文名称", "Name in English"),
    "request_id": Text("请求编号", "Number of the request"),
    "request_digest": Text("请求内容摘要", "Digest of the request"),
    "ground_key": Text("资助事由（比对用，类别:编号）", "Ground, for comparison (kind:number)"),
    "rule_clause": Text("条款", "Clause"),
    "party_id": Text("单位编号", "Key of the organisation"),
    "department_id": Text("处室编号", "Key of the department"),
    "submitted_by_id": Text("提交人账号", "Account of who submitted it"),
    "confirmed_by_id": Text("核对人账号", "Account of who confirmed it"),
    "drafted_by_id": Text("编制人账号", "Account of who drafted it"),
    "checked_by_id": Text("初审人账号", "Account of who checked it"),
    "approved_by_id": Text("终审人账号", "Account of who approved it"),
    "imported_by_id": Text("导入人账号", "Account of who imported it"),
    "prepared_by_id": Text("制单人账号", "Account of who prepared it"),
    "decided_by_id": Text("复核人账号", "Account of who decided on it"),
    "opened_by_id": Text("开设人账号", "Account of who opened it"),
    "filed_by_id": Text("登记人账号", "Account of who filed it"),
    "actor_id": Text("制单账号", "Account of who prepared it"),
    "approver_id": Text("复核账号", "Account of who approved it"),
}
OWN_FILES = {Voucher: Text("凭证", "voucher"), Transfer: Text("分录", "transfer")}
JSON_LINES = (
    ("vouchers.jsonl", "seal", "content 的 SHA-256", "SHA-256 of the canonical content"),
    ("vouchers.jsonl", "content", "凭证与分录，列同两个 CSV", "The voucher and its transfers"),
    ("chain.jsonl", "sequence", "事件序号，从 1 起", "Number of the event, from 1"),
    ("chain.jsonl", "previous", "上一事件的校验值", "Hash of the event before"),
    ("chain.jsonl", "head", "时间、账号、业务、对象", "Instant, account, command, record"),
    ("chain.jsonl", "leaf", "加盐后内容的摘要", "Digest of salt and payload"),
    ("chain.jsonl", "own_hash", "本事件的校验值", "Hash of this event"),
    ("chain.jsonl", "salt", "盐；非资金事件不披露", "Salt; of events about money only"),
    ("chain.jsonl", "payload", "事件内容；sealed 为各行摘要", "Content; sealed: digests of rows"),
)


def dictionary() -> Iterator[tuple[str, ...]]:
    """One row per column of each CSV file and per field of the JSON lines."""
    for file, name, column in described_columns():
        words, kind = words_of(name, column), column.get_internal_type() if column else "CharField"
        yield (
            file,
            name,
            words.zh,
            words.en,
            kind,
            unit_of(name, column),
            key_of(file, name, column),
        )
    for file, name, zh, en in JSON_LINES:
        yield (file, name, zh, en, "JSON", "", "")


def codes() -> Iterator[tuple[str, ...]]:
    """What each code of a column with a fixed list means."""
    for file, name, column in described_columns():
        choices = LABELS.items() if name == "command" else column.flatchoices if column else ()
        for code, label in choices:
            words = both_languages(label)
            yield (file, name, str(code), words.zh, words.en)


def described_columns() -> Iterator[tuple[str, str, Column | None]]:
    for table, file in FILES.items():
        yield from ((file, path, _column(table, path)) for path in header_of(table))
    for name in VOUCHER_COLUMNS:
        yield f"{VOUCHERS}.csv", name, _own_column(Voucher, name)
    for name in TRANSFER_COLUMNS:
        yield f"{TRANSFERS}.csv", name, _own_column(Transfer, name)


def words_of(name: str, column: Column | None) -> Text:
    if column is not None and column.primary_key:
        return KEY
    if name in NAMED or column is None:
        return NAMED[name]
    if isinstance(column, ForeignKey):
        far = (SEALED | OWN_FILES)[column.related_model]
        return Text(f"{far.zh}编号", f"Key of the {far.en}")
    return both_languages(column.verbose_name)


def unit_of(name: str, column: Column | None) -> str:
    kind = column.get_internal_type() if column else ""
    if name.endswith("_fen"):
        return "分 / fen"
    units = {
        "DateTimeField": "ISO 8601, UTC",
        "DateField": "ISO 8601",
        "BooleanField": "True | False",
        "JSONField": "JSON",
    }
    return "SHA-256" if name.endswith(("digest", "seal")) else units.get(kind, "")


def key_of(file: str, name: str, column: Column | None) -> str:
    """``primary``, or the file and column that it points to."""
    if name == "voucher":
        return "primary" if file == f"{VOUCHERS}.csv" else f"→ {VOUCHERS}.csv:voucher"
    if column is not None and column.primary_key:
        return "primary"
    if isinstance(column, ForeignKey) and column.related_model in FILES:
        return f"→ {FILES[column.related_model]}:id"
    return ""


def _column(table: type[Model], path: str) -> Column:
    for name in path.split("__"):
        columns = table._meta.concrete_fields
        column = next(each for each in columns if name in (each.attname, each.name))
        table = column.related_model or table
    return column


def _own_column(table: type[Model], name: str) -> Column | None:
    return next((each for each in table._meta.concrete_fields if each.attname == name), None)
