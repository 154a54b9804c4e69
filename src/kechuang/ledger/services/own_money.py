"""Nobody signs for public money that goes to the own firm."""

from __future__ import annotations

from collections.abc import Iterable

from kechuang.base.actors import Actor
from kechuang.base.errors import Text
from kechuang.base.registry.standing import represented_parties
from kechuang.ledger.access import has_stake
from kechuang.ledger.models import PaymentRun
from kechuang.ledger.refusals import NOT_POSTED, OwnMoney
from kechuang.parties.models import Party


def refuse_own_money(actors: Iterable[Actor], parties: Iterable[Party]) -> None:
    """Raise ``OwnMoney`` where one of ``actors`` belongs to one of ``parties`` or to its owner."""
    concerned = [actor for actor in actors if represented_parties(actor)]
    if not concerned:
        return
    for party in parties:
        if any(has_stake(actor, party) for actor in concerned):
            raise _own_money(party)


def refuse_own_run(actors: Iterable[Actor], run: PaymentRun) -> None:
    """The same of every party that the run pays."""
    paid = Party.objects.filter(grants__tranches__parts__items__run=run)
    refuse_own_money(actors, paid.order_by("pk").distinct())


def _own_money(party: Party) -> OwnMoney:
    return OwnMoney(
        NOT_POSTED,
        Text(
            f"您是“{party.name}”或其股东的成员，不能经办它的资金",
            f"you are a member of {party.name} or of an owner of it, and may not sign for its "
            f"money",
        ),
        Text("请由没有利害关系的人员办理", "Ask somebody without an interest in it"),
    )
