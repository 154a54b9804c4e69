"""Who prepared and approved the fictional city's past postings: the demo itself, as two hands."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from kechuang.base.actors import system_actor
from kechuang.ledger.services import Warrant

PREPARER = system_actor("虚构示例·制单")
CHECKER = system_actor("虚构示例·初审")
APPROVER = system_actor("虚构示例·复核")


def warranted(at: datetime, on: date) -> Warrant:
    """A posting of the day ``on``, prepared and approved by the two hands."""
    return Warrant(by=PREPARER, approver=APPROVER, at=at, on=on, request_id=uuid4())
