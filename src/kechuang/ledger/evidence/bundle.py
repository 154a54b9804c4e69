"""The auditor's bundle: one ZIP that can be checked without this platform."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from importlib.resources import files

from django.db import transaction

from kechuang.audit.selectors import chain_head, chain_rows
from kechuang.base.sheets.escaping import csv_text
from kechuang.ledger.evidence.columns import Sheet, meaning_of, sheets
from kechuang.ledger.models import Voucher
from kechuang.ledger.selectors.verifying import vouchers

ROWS_AT_ONCE = 2_000
README = """\
科创平台审计数据包 / Evidence bundle of the Kechuang platform

核对 / verify:  python3 verify.py            （只用 Python 标准库 / standard library only）
并与公开校验值比对 / against the published head:  python3 verify.py SEQUENCE:HASH

金额单位为分 / amounts are in fen. 列的含义见 dictionary.csv / columns: dictionary.csv
"""


@transaction.atomic
def evidence_bundle(*, at: datetime) -> bytes:
    """Every table of the books as CSV, vouchers and chain as JSON lines, checksums, verifier."""
    members = dict(_members(at))
    sums = "".join(f"{_sha256(body)}  {name}\n" for name, body in sorted(members.items()))
    members["SHA256SUMS"] = sums.encode()
    return _zipped(members)


def _members(at: datetime) -> Iterator[tuple[str, bytes]]:
    described = sheets()
    for sheet in described:
        rows = sheet.records.values_list(*sheet.columns).iterator(ROWS_AT_ONCE)
        yield f"{sheet.name}.csv", _csv(sheet.columns, rows)
    yield "dictionary.csv", _csv(("file", "column", "名称", "type"), _dictionary(described))
    yield "vouchers.jsonl", _lines({"seal": v.seal, "content": v.content()} for v in vouchers())
    kind = Voucher._meta.label_lower
    yield "chain.jsonl", _lines(chain_rows(disclosed_kind=kind))
    head = chain_head()
    yield "head.json", _json({"sequence": head.sequence, "hash": head.own_hash, "at": str(at)})
    yield "verify.py", files(__package__).joinpath("verify.txt").read_bytes()
    yield "README.txt", README.encode()


def _dictionary(described: Sequence[Sheet]) -> Iterator[tuple[str, ...]]:
    for sheet in described:
        for column in sheet.columns:
            yield (f"{sheet.name}.csv", column, *meaning_of(sheet, column))


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel reads the Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([csv_text("" if cell is None else str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _lines(records: Iterable[object]) -> bytes:
    return b"".join(_json(record) + b"\n" for record in records)


def _json(record: object) -> bytes:
    return json.dumps(record, ensure_ascii=False, sort_keys=True).encode()


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _zipped(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return content.getvalue()
