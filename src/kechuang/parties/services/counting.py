"""What bulk commands about parties share: finding by code, counting, one audit event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text
from kechuang.engines.seal import digest
from kechuang.parties.models import Party
from kechuang.parties.services.inputs import ImportCount

BATCH = 5_000
Known = TypeVar("Known")


def known(by_code: Mapping[str, Known], code: str) -> Known:
    if code not in by_code:
        raise InvalidInput(
            Text(f"{code} 未被接受", f"{code} was not accepted"),
            Text("没有登记此信用代码的主体", "no party with this credit code is registered"),
            Text("请先登记该主体", "Register the party first"),
        )
    return by_code[code]


def record_count(
    by: Actor,
    at: datetime,
    command: str,
    target: Party | type[Party],
    count: ImportCount,
    content: object,
) -> None:
    payload = {
        "created": count.created,
        "updated": count.updated,
        "unchanged": count.unchanged,
        "digest": digest(content),
    }
    record(by=by, at=at, command=command, target=target, payload=payload)
