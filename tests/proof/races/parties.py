"""Parties, facts and accounts: what must be entered once however often it is sent."""

from __future__ import annotations

from kechuang.accounts.models import User
from kechuang.accounts.services import create_account
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.services import NewFact, NewParty, register_parties, state_facts
from kechuang.parties.states import PartyKind
from tests.proof.races.limited import FEWER, Limited, too_many
from tests.proof.races.people import ADMINISTRATORS, AT, CLERK, DISTRICT, TODAY, credit_code
from tests.proof.races.unguarding import loosen

PASSWORD = "a-long-and-rare-Passphrase-7"


def new_party(code: str) -> NewParty:
    return NewParty(code, f"云澜{code[-5:]}公司", PartyKind.ENTERPRISE, DISTRICT)


class PartyOnce(Limited):
    """A party is entered once under its credit code."""

    name = "主体登记 / party by its credit code"

    def prepare(self, turn: int) -> str:
        return credit_code(turn)

    def attempt(self, thing: str, client: int) -> None:
        register_parties(by=CLERK, at=AT, parties=[new_party(thing)])

    def harm(self, thing: str) -> int:
        return too_many(Party.objects.filter(credit_code=thing).count())

    def strip(self) -> None:
        loosen(Party, "credit_code")


class FactOnce(Limited):
    """The same statement of the same source is kept once."""

    name = "事实填报 / fact stated once"
    attempts = FEWER

    def prepare(self, turn: int) -> str:
        code = credit_code(turn)
        register_parties(by=CLERK, at=AT, parties=[new_party(code)])
        return code

    def attempt(self, thing: str, client: int) -> None:
        fact = NewFact(thing, "employees", 120, "年报", TODAY, period="2025", unit="人")
        state_facts(by=CLERK, at=AT, facts=[fact])

    def harm(self, thing: str) -> int:
        return too_many(PartyFact.objects.filter(party__credit_code=thing).count())

    def strip(self) -> None:
        loosen(PartyFact)


class AccountName(Limited):
    """A user name is given to one person; log-in ignores case, so ``Li.Na`` is ``li.na``."""

    name = "用户名 / user name"

    def prepare(self, turn: int) -> str:
        return f"li.na.{turn}"

    def attempt(self, thing: str, client: int) -> None:
        username = thing if client % 2 else thing.title()
        create_account(
            by=ADMINISTRATORS[0], at=AT, username=username, full_name="李娜", password=PASSWORD
        )

    def harm(self, thing: str) -> int:
        return too_many(User.objects.filter(username__iexact=thing).count())

    def strip(self) -> None:
        loosen(User, "username")
