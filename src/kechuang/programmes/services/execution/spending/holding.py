"""Taking an expense out of the money that was received, and giving it back."""

from __future__ import annotations

from django.db.models import F

from kechuang.programmes.models.execution import Contract
from kechuang.programmes.refusals_of_execution import not_received
from kechuang.programmes.selectors.execution.money import contract_money, received_fen


def hold_money(contract: Contract, amount_fen: int) -> None:
    """One conditional update, so that two expenses at once never pass what was received.

    Raises ``MoneyNotReceived`` with what is left.
    """
    most = received_fen(contract) - amount_fen
    held = Contract.objects.filter(pk=contract.pk, spent_fen__lte=most)
    if not held.update(spent_fen=F("spent_fen") + amount_fen):
        raise not_received(amount_fen, contract_money(contract).free_fen)


def free_money(contract: Contract, amount_fen: int) -> None:
    Contract.objects.filter(pk=contract.pk).update(spent_fen=F("spent_fen") - amount_fen)
