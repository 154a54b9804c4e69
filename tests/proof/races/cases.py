"""Cases: one step out of a state, one seal for a key, one number each, one writer of a field."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import transaction

from kechuang.base.actors import Actor, Grant
from kechuang.base.errors import Refusal
from kechuang.base.roles import Role
from kechuang.cases.models import Case, CaseSeries, DraftVersion, Round, Seal, StepTaken
from kechuang.cases.selectors import draft_digest
from kechuang.cases.services import begin_case, run_clocks, save_draft, seal_case, take_step
from kechuang.parties.models import Party
from kechuang.parties.services import register_parties
from tests.proof.races.limited import FEWER, Limited, events, too_many
from tests.proof.races.parties import new_party
from tests.proof.races.people import AT, CLERK, credit_code
from tests.proof.races.registry import FIRST_YEAR, KEEPERS, Abandoned
from tests.proof.races.unguarding import loosen
from tests.rooms.cases import scene

FIRM = 990_000


def firm() -> Party:
    """The party whose cases are raced for, registered once."""
    code = credit_code(FIRM)
    register_parties(by=CLERK, at=AT, parties=[new_party(code)])
    return Party.objects.get(credit_code=code)


def member() -> Actor:
    party = Party.objects.get(credit_code=credit_code(FIRM))
    return Actor(20, "demander", frozenset({Grant(Role.ENTERPRISE, party_id=party.pk)}))


def open_round() -> Round:
    return Round.objects.first() or scene.opened()


class StepOnce(Limited):
    """One step out of a state of a case: whoever comes second finds it moved."""

    name = "办理步骤 / step of a case"

    def prepare(self, turn: int) -> int:
        party, of_round = firm(), open_round()
        return begin_case(by=member(), at=AT, round=of_round, title="竞逐", party=party).pk

    def attempt(self, thing: int, client: int) -> None:
        take_step(by=member(), at=AT, case=Case(pk=thing), event="withdraw")

    def harm(self, thing: int) -> int:
        taken = StepTaken.objects.filter(case=thing).count()
        return too_many(max(taken, events("take_step", thing)))

    def strip(self) -> None:
        loosen(StepTaken)


class ClockOnce(Limited):
    """Several processes let time pass: the end of a clock takes its step once."""

    name = "到期办理 / end of a clock"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        party, of_round = firm(), open_round()
        by, begun = member(), scene.BEGUN
        return begin_case(by=by, at=begun, round=of_round, title="逾期", party=party).pk

    def attempt(self, thing: int, client: int) -> None:
        run_clocks(at=scene.at("2026-06-10T09:00"))

    def harm(self, thing: int) -> int:
        taken = StepTaken.objects.filter(case=thing).count()
        return too_many(max(taken, events("take_step", thing)))

    def strip(self) -> None:
        loosen(StepTaken)


class Handed(NamedTuple):
    """A need, ready to be sealed, as one applicant saw it."""

    case: int
    key: UUID
    digest: str


class CaseSealedOnce(Limited):
    """One key seals once, however often it is sent: one seal, one step, one event."""

    name = "封存提交 / seal of a case by one key"
    attempts = FEWER

    def prepare(self, turn: int) -> Handed:
        party = firm()
        case = scene.need(member(), party, open_round())
        return Handed(case.pk, uuid4(), draft_digest(case, "need"))

    def attempt(self, thing: Handed, client: int) -> None:
        seal_case(
            by=member(),
            at=scene.BEGUN,
            case=Case(pk=thing.case),
            key=thing.key,
            digest=thing.digest,
            received_at=scene.BEGUN,
        )

    def harm(self, thing: Handed) -> int:
        seals = Seal.objects.filter(key=thing.key)
        told = sum(events("seal_case", pk) for pk in seals.values_list("pk", flat=True))
        taken = StepTaken.objects.filter(case=thing.case).count()
        return too_many(max(seals.count(), taken, told))

    def strip(self) -> None:
        loosen(Seal, "key", "step", "number")
        loosen(StepTaken)


class CaseNumber(Limited):
    """The first numbers of a year: none twice, none missing, though most clients give up."""

    name = "事项编号 / number of a case"
    attempts = FEWER
    refusals = (Refusal, Abandoned)

    def prepare(self, turn: int) -> int:
        firm()
        open_round()
        return FIRST_YEAR + turn

    def attempt(self, thing: int, client: int) -> None:
        at = datetime(thing, 6, 1, tzinfo=UTC)
        by = member()
        party = Party(pk=by.party_ids[0], region_code="")
        with transaction.atomic():
            begin_case(by=by, at=at, round=open_round(), title="竞逐", party=party)
            if client >= KEEPERS:
                raise Abandoned

    def harm(self, thing: int) -> int:
        given = Case.objects.filter(number__startswith=f"SX{thing}-")
        numbers = list(given.values_list("number", flat=True))
        last = CaseSeries.objects.get(prefix=f"SX{thing}").last
        right = {f"SX{thing}-{place:06d}" for place in range(1, last + 1)}
        doubles = len(numbers) - len(set(numbers))
        return doubles + len(right ^ set(numbers)) + abs(len(numbers) - KEEPERS)

    def strip(self) -> None:
        loosen(Case, "number")


class DraftFieldOnce(Limited):
    """Everybody writes another value into one field of the same version: one of them gets it, and
    the others are told."""

    name = "草稿栏目 / field of a draft"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        return StepOnce().prepare(turn)

    def attempt(self, thing: int, client: int) -> None:
        topic = {"topic": f"题目{client}"}
        save_draft(by=member(), at=AT, case=Case(pk=thing), revision=0, values=topic)

    def harm(self, thing: int) -> int:
        return too_many(DraftVersion.objects.filter(case=thing).count())

    def strip(self) -> None:
        loosen(DraftVersion)
