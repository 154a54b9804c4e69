"""Where a party is paid, and who a person was."""

from __future__ import annotations

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


def actor_again(account_id: int | None, name: str, *, on: date) -> Actor:
    """The actor who prepared something, with the rights of the day ``on``; else the system."""
    if account_id is None:
        return system_actor(name)
    return actor_of(User.objects.get(pk=account_id), on=on)
