"""Where a party is paid, and who a person was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kechuang.accounts.models import User
from kechuang.accounts.selectors import actor_of
from kechuang.base.actors import Actor, system_actor
from kechuang.ledger.models import PayeeAccount
from kechuang.parties.models import Party


def payee_of(party: Party) -> PayeeAccount | None:
    """The bank account confirmed last; none before the first confirmation."""
    confirmed = PayeeAccount.objects.filter(party=party, confirmed_at__isnull=False)
    return confirmed.order_by("-confirmed_at", "-pk").first()


def payees_of(party_ids: Iterable[int]) -> dict[int, PayeeAccount]:
    """``payee_of`` each of many parties; a party without one is not in it."""
    confirmed = PayeeAccount.objects.filter(party__in=party_ids, confirmed_at__isnull=False)
    return {account.party_id: account for account in confirmed.order_by("confirmed_at", "pk")}


def unconfirmed_parties(party_ids: Iterable[int]) -> set[int]:
    """Those of the parties whose latest account waits for a treasurer."""
    waiting = PayeeAccount.objects.filter(party__in=party_ids, confirmed_at__isnull=True)
    return set(waiting.values_list("party_id", flat=True))


def others_with_account(account: PayeeAccount) -> list[Party]:
    """Other parties that named the same account number: a mistake, or worse."""
    same = PayeeAccount.objects.filter(number=account.number).exclude(party=account.party_id)
    return list(Party.objects.filter(payee_accounts__in=same).distinct())


def actor_again(account_id: int | None, name: str, *, on: date) -> Actor:
    """The actor who prepared something, with the rights of the day ``on``; else the system."""
    if account_id is None:
        return system_actor(name)
    return actor_of(User.objects.get(pk=account_id), on=on)
