"""Lanes of an item: one contract for each award, and no more money than was reserved for all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

from kechuang.base.errors import wrong_state
from kechuang.programmes.models.execution import AwardedItem, Contract
from kechuang.programmes.refusals_of_execution import NOT_DRAFTED
from kechuang.programmes.services import execution
from kechuang.programmes.services.execution import contracts
from tests.proof.races.limited import FEWER, Limited, too_many
from tests.proof.races.money import setting
from tests.proof.races.people import AT
from tests.proof.races.projects import FITTING, PREPARER, award, work
from tests.proof.races.unguarding import loosen, without_transactions

CLIENTS = 16


class ContractOnce(Limited):
    """One award, drafted by sixteen clerks at once."""

    name = "任务书 / contract of an award"
    attempts = FEWER

    def prepare(self, turn: int) -> str:
        return _ready(f"任务书-{turn}")

    def attempt(self, thing: str, client: int) -> None:
        execution.draft_contract(
            by=PREPARER, at=AT, award=replace(award(thing), lane=1), work=work(thing)
        )

    def harm(self, thing: str) -> int:
        return too_many(Contract.objects.filter(item__reference=thing).count())

    def strip(self) -> None:
        loosen(Contract, "number")
        loosen(AwardedItem, "reference")


class LaneMoney(Limited):
    """Sixteen lanes of one item are drafted at once; what was reserved suffices for four."""

    name = "榜单预留 / money reserved for the lanes of an item"
    attempts = FEWER

    def prepare(self, turn: int) -> str:
        for place in range(CLIENTS):
            setting.payee(place + 2)
        return _ready(f"赛马-{turn}")

    def attempt(self, thing: str, client: int) -> None:
        one = award(thing)
        lane = replace(
            one,
            winner=setting.payee(client + 2),
            reserved_fen=FITTING * one.grant.total_fen,
            terms=execution.ItemTerms(lanes=CLIENTS),
        )
        execution.draft_contract(by=PREPARER, at=AT, award=lane, work=work(thing))

    def harm(self, thing: str) -> int:
        return Contract.objects.filter(item__reference=thing).count() - FITTING

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        with without_transactions(), patch.object(contracts, "commit", _commit_naively):
            yield

    def strip(self) -> None:
        loosen(Contract, "number")
        loosen(AwardedItem)


def _ready(name: str) -> str:
    """Scheme, payees and posts stand before the clients come."""
    award(name)
    work(name)
    return name


def _commit_naively(item: AwardedItem, amount_fen: int) -> None:
    """Reads, then writes: what the conditional update is there to prevent."""
    current = AwardedItem.objects.get(pk=item.pk)
    if current.committed_fen + amount_fen > current.reserved_fen:
        raise wrong_state(NOT_DRAFTED, "预留不足", "too little is reserved")
    current.committed_fen += amount_fen
    current.save(update_fields=["committed_fen"])
