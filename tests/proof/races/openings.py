"""Break-glass: a clerk has one opening of a party's records at a time."""

from __future__ import annotations

from typing import NamedTuple

from kechuang.accounts.models import BreakGlass, User
from kechuang.accounts.services import open_restricted_records
from kechuang.base.actors import Actor, Grant
from kechuang.base.roles import Role
from kechuang.parties.models import Party
from kechuang.parties.services import register_parties
from tests.proof.races.limited import FEWER, Limited, too_many
from tests.proof.races.parties import new_party
from tests.proof.races.people import AT, CLERK, credit_code


class Looked(NamedTuple):
    """Who looks, and into whose records."""

    user: int
    party: int


class OpeningOnce(Limited):
    """One clerk asks sixteen times at once for the same party."""

    name = "破窗查阅 / opening of restricted records"
    attempts = FEWER

    def prepare(self, turn: int) -> Looked:
        clerk, _ = User.objects.get_or_create(username="race.clerk")
        code = credit_code(turn)
        register_parties(by=CLERK, at=AT, parties=[new_party(code)])
        return Looked(clerk.pk, Party.objects.get(credit_code=code).pk)

    def attempt(self, thing: Looked, client: int) -> None:
        open_restricted_records(
            by=Actor(thing.user, "clerk", frozenset({Grant(Role.BUREAU)})),
            at=AT,
            party=Party.objects.get(pk=thing.party),
            reason="竞逐",
        )

    def harm(self, thing: Looked) -> int:
        return too_many(BreakGlass.objects.filter(party=thing.party).count())
