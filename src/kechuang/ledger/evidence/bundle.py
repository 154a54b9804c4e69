"""The auditor's bundle: one ZIP that can be checked without this platform."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from importlib.resources import files

from django.db import transaction

from kechuang.audit.selectors import chain_head, chain_rows
from kechuang.base.sheets.escaping import csv_text
from kechuang.ledger.evidence.archives import checked_archive, json_line
from kechuang.ledger.evidence.columns import (
    TRANSFER_COLUMNS,
    TRANSFERS,
    VOUCHER_COLUMNS,
    VOUCHERS,
    header_of,
    rows_of,
    transfer_rows,
    voucher_rows,
)
from kechuang.ledger.evidence.dictionary import CODES_HEADER, HEADER, codes, dictionary
from kechuang.ledger.models import Voucher
from kechuang.ledger.selectors.sealed_tables import TABLES
from kechuang.ledger.selectors.verifying import vouchers

README = """\
科创平台审计数据包 / Evidence bundle of the Kechuang platform

核对 / verify:  python3 verify.py            （只用 Python 标准库 / standard library only）
并与公开校验值比对 / against the published head:  python3 verify.py SEQUENCE:HASH
公开校验值请从公示页自行保存，不要用包内 head.json 的
Take the published head from the public page as you saved it, not from head.json of this bundle.

*.csv          每张表一个文件，每行在生成或变更它的事件里有加盐摘要（sealed）
               one file per table; the event that made or changed a row holds its salted digest
vouchers.jsonl 凭证全文与封存摘要 / vouchers in full with their seals
chain.jsonl    审计链；资金事件带内容和盐 / audit chain; events about money with content and salt
dictionary.csv 列：中英文名称、类型、单位、主键与外键 / columns: names, type, unit, key
codes.csv      代码取值 / what codes mean
金额单位为分 / amounts are in fen. 单元格开头的撇号防止表格软件运行公式，核对时去掉
An apostrophe before = + - @ keeps spreadsheet programs from running a cell; the verifier drops it.
含收款账号，只供有权阅读账簿的人员使用 / It holds bank accounts: for readers of the books only.
"""


@transaction.atomic
def evidence_bundle(*, at: datetime) -> bytes:
    """Every table of the books as CSV, vouchers and chain as JSON lines, checksums, verifier."""
    return checked_archive(dict(_members(at)))


def _members(at: datetime) -> Iterator[tuple[str, bytes]]:
    for name, table in TABLES.items():
        yield f"{name}.csv", _csv(header_of(table), rows_of(table))
    yield f"{VOUCHERS}.csv", _csv(VOUCHER_COLUMNS, voucher_rows())
    yield f"{TRANSFERS}.csv", _csv(TRANSFER_COLUMNS, transfer_rows())
    yield "dictionary.csv", _csv(HEADER, dictionary())
    yield "codes.csv", _csv(CODES_HEADER, codes())
    yield "vouchers.jsonl", _lines({"seal": v.seal, "content": v.content()} for v in vouchers())
    yield "chain.jsonl", _lines(chain_rows(disclosed_room=Voucher._meta.app_label))
    head = chain_head()
    yield "head.json", json_line({"sequence": head.sequence, "hash": head.own_hash, "at": str(at)})
    yield "verify.py", files(__package__).joinpath("verify.txt").read_bytes()
    yield "README.txt", README.encode()


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel reads the Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(map(csv_text, row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _lines(records: Iterable[object]) -> bytes:
    return b"".join(json_line(record) + b"\n" for record in records)
