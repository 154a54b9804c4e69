"""Taking the evidence bundle along."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from kechuang.audit.selectors import chain_head
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.ledger.access import can_take_evidence
from kechuang.ledger.evidence import evidence_bundle
from kechuang.ledger.models import Voucher


@transaction.atomic
def take_evidence(*, by: Actor, at: datetime) -> bytes:
    """The bundle as a ZIP file; that somebody took it is itself on record."""
    require(can_take_evidence(by), Text("导出审计数据包", "take the evidence bundle"))
    content = evidence_bundle(at=at)
    payload = {
        "sequence": chain_head().sequence,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    record(by=by, at=at, command="take_evidence", target=Voucher, payload=payload)
    return content
