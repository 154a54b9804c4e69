"""The warrant of a decision that two people took in a procedure of a room above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from kechuang.ledger.refusals import same_person
from kechuang.ledger.selectors.payees import actor_again
from kechuang.ledger.services.entries import Warrant


def decided_warrant(people: Sequence[int], *, at: datetime, request_id: UUID) -> Warrant:
    """The voucher names them: who approved first as preparer, who approved last as approver.

    ``people`` are their accounts in the order in which they approved. Raises ``SamePerson`` when
    they are not two: nothing about money is decided by one, nor by the machine.
    """
    if len(set(people)) < 2:
        raise same_person()
    on = localdate(at)
    first, last = (actor_again(account, "", on=on) for account in (people[0], people[-1]))
    return Warrant(first, last, at, on, request_id, is_decided=True)
