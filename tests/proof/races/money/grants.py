"""The same claim under two departments, and one tranche accepted, listed, approved, answered."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db import connection

from kechuang.ledger.models import BudgetLine, FundShare, Grant, Tranche, Transfer
from kechuang.ledger.services import accept_tranche, agree_grant, release_tranches
from kechuang.ledger.states import Kind
from kechuang.parties.models import Party
from tests.proof.races.limited import FEWER, too_many
from tests.proof.races.money import setting
from tests.proof.races.money.posted import Posted
from tests.proof.races.unguarding import loosen

SPELLINGS = ("智能 传感 {}", "智能传感{}", "智能传感　{}", " 智能传感{} ")
PERIODS = (
    (date(2026, 1, 1), date(2026, 12, 31)),
    (date(2026, 6, 1), date(2027, 5, 31)),
    (date(2026, 7, 1), date(2026, 9, 30)),
    (date(2025, 10, 1), date(2026, 8, 31)),
)

ENDS = (Kind.ACCEPT, Kind.RELEASE)


class Claim(NamedTuple):
    lines: tuple[int, int]
    party: int
    number: int


def let_grounds_repeat() -> None:
    """The same ground may be granted again, as far as the database cares."""
    loosen(Grant, "number")
    loosen(FundShare, "obligation", "payable", "paid")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ledger_grant DROP CONSTRAINT grant_once_per_ground")


class DuplicateGrant(Posted):
    """One party, one ground, overlapping periods: claimed from two departments at once."""

    name = "重复资助 / same claim twice"

    def prepare(self, turn: int) -> Claim:
        schemes = [setting.opened_scheme(code, book=code) for code in ("bureau-a", "bureau-b")]
        one, other = (setting.line_of(scheme).pk for scheme in schemes)
        return Claim((one, other), setting.payee().pk, turn)

    def attempt(self, thing: Claim, client: int) -> None:
        lines = BudgetLine.objects.select_related("scheme__book")
        ground = SPELLINGS[client % 4].format(thing.number)
        plan = setting.grant_plan(
            lines.get(pk=thing.lines[client % 2]),
            Party.objects.get(pk=thing.party),
            ground,
            period=PERIODS[client // 4],
        )
        agree_grant(warrant=setting.warrant(), plan=plan)

    def harm(self, thing: Claim) -> int:
        given = Grant.objects.filter(party=thing.party, ground_key=f"智能传感{thing.number}")
        return too_many(given.filter(cancelled_at__isnull=True).count())

    def strip(self) -> None:
        super().strip()
        let_grounds_repeat()


class TrancheAccepted(Posted):
    """A tranche becomes payable once."""

    name = "节点验收 / acceptance of a tranche"

    def prepare(self, turn: int) -> int:
        return setting.promised_tranche(self.name, turn).pk

    def attempt(self, thing: int, client: int) -> None:
        tranche = Tranche.objects.select_related("grant__scheme__book").get(pk=thing)
        accept_tranche(
            warrant=setting.warrant(), tranche=tranche, acceptance=f"验收{thing}-{client}"
        )

    def harm(self, thing: int) -> int:
        part = Tranche.objects.get(pk=thing).parts.get()
        accepted = Transfer.objects.filter(kind=Kind.ACCEPT, reference=f"part:{part.pk}")
        return too_many(accepted.count())


class TrancheEnded(Posted):
    """Half accept a tranche, half release what waits: it ends one way."""

    name = "节点验收或核减 / acceptance against release"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        return setting.lone_tranche(self.name, turn).pk

    def attempt(self, thing: int, client: int) -> None:
        tranche = Tranche.objects.select_related("grant__scheme__book").get(pk=thing)
        if client % 2:
            accept_tranche(warrant=setting.warrant(), tranche=tranche, acceptance=f"验收{client}")
        else:
            release_tranches(warrant=setting.warrant(), grant=tranche.grant, reason="竞逐")

    def harm(self, thing: int) -> int:
        part = Tranche.objects.get(pk=thing).parts.get()
        ends = Transfer.objects.filter(kind__in=ENDS, reference=f"part:{part.pk}")
        return too_many(ends.count())
