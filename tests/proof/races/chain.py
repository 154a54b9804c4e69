"""The audit chain: its numbers have no gap, and no event has two successors."""

from __future__ import annotations

from django.db import transaction

from kechuang.audit.models import Event
from kechuang.audit.services import record
from kechuang.base.errors import Refusal
from kechuang.parties.models import Party
from tests.proof.races.limited import Limited
from tests.proof.races.people import AT, CLERK
from tests.proof.races.registry import KEEPERS, Abandoned


class AuditSequence(Limited):
    """Many append at once, and most of them give up before they commit."""

    name = "审计序号 / place in the audit chain"
    refusals = (Refusal, Abandoned)

    def prepare(self, turn: int) -> int:
        return turn

    def attempt(self, thing: int, client: int) -> None:
        with transaction.atomic():
            target = Party(pk=thing)
            record(by=CLERK, at=AT, command="race", target=target, payload={"client": client})
            if client >= KEEPERS:
                raise Abandoned

    def harm(self, thing: int) -> int:
        of_round = Event.objects.filter(command="race", target_id=str(thing))
        written = list(of_round.order_by("sequence").values_list("sequence", "previous"))
        numbers = {sequence for sequence, _ in written}
        first, last = min(numbers), max(numbers)
        gaps = last - first + 1 - len(numbers)
        forks = len(written) - len({previous for _, previous in written})
        return gaps + forks + abs(len(written) - KEEPERS)
