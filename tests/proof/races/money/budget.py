"""A budget line, the numbers of vouchers, a request sent again, and a reservation's end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple
from unittest.mock import patch
from uuid import UUID, uuid4

from django.db import transaction

from kechuang.base.errors import Refusal
from kechuang.ledger.models import (
    Appropriation,
    BookYear,
    BudgetLine,
    Scheme,
    Transfer,
    Voucher,
)
from kechuang.ledger.services import (
    agree_grant,
    allot,
    appropriate,
    expiring,
    open_year,
    reserve_budget,
    resolve_reservation,
)
from kechuang.ledger.services.expiring import expire_reservation
from kechuang.ledger.states import FundSource, Phase
from tests.proof.races.limited import FEWER, too_many
from tests.proof.races.money import setting
from tests.proof.races.money.posted import Posted
from tests.proof.races.people import AT, TODAY
from tests.proof.races.registry import FIRST_YEAR, KEEPERS, Abandoned

FITTING = 4


class BudgetSpent(Posted):
    """Sixteen want a unit each of a line that holds four."""

    name = "预算项目 / budget line"

    def prepare(self, turn: int) -> int:
        scheme = setting.opened_scheme(f"line-{turn}")
        return setting.line_of(scheme, FITTING * setting.UNIT_FEN).pk

    def attempt(self, thing: int, client: int) -> None:
        line = BudgetLine.objects.select_related("scheme__book").get(pk=thing)
        if client:
            setting.reserved(line, setting.UNIT_FEN)
            return
        plan = setting.grant_plan(line, setting.payee(), f"预算{thing}-{client}")
        agree_grant(warrant=setting.warrant(), plan=plan)

    def harm(self, thing: int) -> int:
        line = BudgetLine.objects.get(pk=thing)
        return setting.moved_from(line.account_id) // setting.UNIT_FEN - FITTING


class LineAllotted(Posted):
    """Sixteen allot a unit each of an appropriation that holds four."""

    name = "分配预算 / allotting an appropriation"
    attempts = FEWER

    def prepare(self, turn: int) -> tuple[int, int]:
        scheme = setting.opened_scheme("allotted")
        document = {"year": TODAY.year, "source": FundSource.CITY, "doc_no": f"竞逐{turn}"}
        appropriate(
            warrant=setting.warrant(),
            book=scheme.book,
            amount_fen=FITTING * setting.UNIT_FEN + 1,
            **document,
        )
        found = Appropriation.objects.get(book=scheme.book, **document)
        allot(warrant=setting.warrant(), appropriation=found, scheme=scheme, amount_fen=1)
        return found.pk, scheme.pk

    def attempt(self, thing: tuple[int, int], client: int) -> None:
        allot(
            warrant=setting.warrant(),
            appropriation=Appropriation.objects.get(pk=thing[0]),
            scheme=Scheme.objects.select_related("book").get(pk=thing[1]),
            amount_fen=setting.UNIT_FEN,
        )

    def harm(self, thing: tuple[int, int]) -> int:
        account = Appropriation.objects.get(pk=thing[0]).account_id
        return setting.moved_from(account) // setting.UNIT_FEN - FITTING


class Series(NamedTuple):
    line: int
    year: int


class VoucherNumber(Posted):
    """The first vouchers of a year: none twice, none missing, though most clients give up."""

    name = "凭证号 / voucher number"
    refusals = (Refusal, Abandoned)

    def prepare(self, turn: int) -> Series:
        line = setting.line_of(setting.opened_scheme("numbers"))
        year = FIRST_YEAR + 100 + turn
        open_year(by=setting.APPROVER, at=AT, book=line.scheme.book, year=year)
        return Series(line.pk, year)

    def attempt(self, thing: Series, client: int) -> None:
        line = BudgetLine.objects.select_related("scheme__book").get(pk=thing.line)
        with transaction.atomic():
            post_one_fen(line, thing.year)
            if client >= KEEPERS:
                raise Abandoned

    def harm(self, thing: Series) -> int:
        return misnumbered(thing.year)


def post_one_fen(line: BudgetLine, year: int) -> None:
    reserve_budget(
        warrant=setting.warrant(on=date(year, 6, 1)),
        line=line,
        amount_fen=1,
        purpose="竞逐",
        expires_at=setting.LATER,
    )


def misnumbered(year: int) -> int:
    """Numbers given twice, left out, or given to clients who went away."""
    numbers = list(Voucher.objects.filter(year=year).values_list("number", flat=True))
    last = BookYear.objects.get(year=year).last_number
    right = set(range(1, last + 1))
    doubles = len(numbers) - len(set(numbers))
    return doubles + len(right ^ set(numbers)) + abs(len(numbers) - KEEPERS)


class TwoYears(Posted):
    """Two years of one book are posted to at once: each has its own numbers, without gaps."""

    name = "同账套两年度 / two years of one book"
    attempts = FEWER
    refusals = (Refusal, Abandoned)

    def prepare(self, turn: int) -> Series:
        line = setting.line_of(setting.opened_scheme("years", book="years"))
        first = FIRST_YEAR + 100 + 2 * turn
        for year in (first, first + 1):
            open_year(by=setting.APPROVER, at=AT, book=line.scheme.book, year=year)
        return Series(line.pk, first)

    def attempt(self, thing: Series, client: int) -> None:
        line = BudgetLine.objects.select_related("scheme__book").get(pk=thing.line)
        with transaction.atomic():
            post_one_fen(line, thing.year + client % 2)
            if client >= 2 * KEEPERS:
                raise Abandoned

    def harm(self, thing: Series) -> int:
        return sum(misnumbered(year) for year in (thing.year, thing.year + 1))


class Request(NamedTuple):
    line: int
    request_id: UUID


class WrongReplay(Exception):
    """A request sent again was answered with something else than its first result."""


class RequestReplayed(Posted):
    """One request is delivered many times, and reused with other content by a few."""

    name = "重放请求 / replayed request"

    def prepare(self, turn: int) -> Request:
        return Request(setting.line_of(setting.opened_scheme("replays")).pk, uuid4())

    def attempt(self, thing: Request, client: int) -> None:
        line = BudgetLine.objects.select_related("scheme__book").get(pk=thing.line)
        amount = setting.UNIT_FEN if client % 4 else setting.UNIT_FEN + client + 1
        voucher = setting.reserved(line, amount, request_id=thing.request_id)
        if voucher.transfers.get().amount_fen != amount:
            raise WrongReplay

    def harm(self, thing: Request) -> int:
        return too_many(Voucher.objects.filter(request_id=thing.request_id).count())


class ReservationResolved(Posted):
    """Half the clients post a reservation and half void it; it ends once."""

    name = "预留办结 / two-phase resolution"

    def prepare(self, turn: int) -> UUID:
        line = setting.line_of(setting.opened_scheme("reservations"))
        return setting.reserved(line, setting.UNIT_FEN).transfers.get().pk

    def attempt(self, thing: UUID, client: int) -> None:
        pending = Transfer.objects.select_related("voucher__book", "debit", "credit").get(pk=thing)
        phase = Phase.POST if client % 2 else Phase.VOID
        resolve_reservation(warrant=setting.warrant(), reservation=pending, phase=phase)

    def harm(self, thing: UUID) -> int:
        return too_many(Transfer.objects.filter(pending=thing).count())


class ReservationExpired(Posted):
    """Every client is a clock that looks at the same reservation: it is let go once."""

    name = "预留到期 / expiry of a reservation"
    attempts = FEWER

    def prepare(self, turn: int) -> UUID:
        line = setting.line_of(setting.opened_scheme("expiries"))
        return setting.reserved(line, setting.UNIT_FEN).transfers.get().pk

    def attempt(self, thing: UUID, client: int) -> None:
        expire_reservation(thing, at=setting.LATER)

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """Each clock makes a request of its own as well."""
        with super().unguarded(), patch.object(expiring, "uuid5", lambda *told: uuid4()):
            yield

    def harm(self, thing: UUID) -> int:
        return too_many(Transfer.objects.filter(pending=thing).count())
