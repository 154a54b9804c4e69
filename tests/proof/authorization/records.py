"""Records of every kind an address asks for: one's own, another's, nobody's, in every state."""

from __future__ import annotations

from collections.abc import Callable

from kechuang.accounts.models import Membership, User
from kechuang.entitlements.models import Entitlement
from kechuang.files.services import store_file
from kechuang.policies.models import PolicyClause, PolicyDocument
from kechuang.runs.models import Run, RunState
from tests.api.addresses import simulation_of
from tests.api.audiences import NONE, Record
from tests.base.registry.cast import AT
from tests.journeys.small_region import BUYER, ON, SYSTEM, Region
from tests.journeys.versions import earlier_version
from tests.proof.authorization.by_name import records_by_name
from tests.proof.authorization.desk import desk_records
from tests.proof.authorization.entries import demands, outcomes
from tests.proof.authorization.imports import imports
from tests.proof.authorization.money import money_records
from tests.proof.authorization.personal import OPENED, erasures, openings

PARTIES = ("mine", "near", "strange", "university")
ABSENT = 9_999_999


def build_records(region: Region) -> dict[str, list[Record]]:
    """By the name of the address, or the kind that ``addresses.txt`` names; ``-`` needs none."""
    built = {kind: build(region) for kind, build in KINDS.items()}
    money = {**money_records(region), **desk_records(region)}
    return {"-": [NONE], **built, **money, **records_by_name(region)}


def parties(region: Region) -> list[Record]:
    """Whoever opened the restricted records of one stands as its sender."""
    return [
        Record("party", name, sender=OPENED.get(name, ""), ids={"pk": getattr(region, name).pk})
        for name in PARTIES
    ]


def answers(region: Region) -> list[Record]:
    return [_answer(region, name) for name in PARTIES[:3]]


def runs(region: Region) -> list[Record]:
    assert region.run
    waiting = Run.objects.create(
        kind=region.run.kind,
        on=ON,
        inputs=region.run.inputs,
        inputs_digest="waiting",
        started_by="region",
        started_at=AT,
    )
    states = (region.run, RunState.COMPLETED), (waiting, RunState.PREPARED)
    return [Record("run", state=state, ids={"pk": run.pk}) for run, state in states]


def simulations(region: Region) -> list[Record]:
    return [Record("simulation", state="prepared", ids={"pk": simulation_of(BUYER[0]).pk})]


def simulated_policies(region: Region) -> list[Record]:
    earlier_version(BUYER[0])
    return [Record("simulated", state="listed", ids={"pack_id": BUYER[0]})]


def files(region: Region) -> list[Record]:
    assert region.run
    alice = region.people["enterprise"].actor
    sent = store_file(by=alice, at=AT, name="a.csv", content=b"a")
    near = store_file(by=SYSTEM, at=AT, name="b.csv", content=b"b", party_id=region.near.pk)
    mine = store_file(by=SYSTEM, at=AT, name="c.csv", content=b"c", party_id=region.mine.pk)
    return [
        Record("file", ids={"pk": region.run.inputs.pk}),
        Record("file", sender="enterprise", ids={"pk": sent.pk}),
        Record("file", "near", ids={"pk": near.pk}),
        Record("file", "mine", ids={"pk": mine.pk}),
    ]


def accounts(region: Region) -> list[Record]:
    alice = User.objects.get(username="alice")
    gone = User.objects.create(username="gone", is_active=False)
    return [
        Record("account", state="active", ids={"pk": alice.pk}),
        Record("account", state="inactive", ids={"pk": gone.pk}),
    ]


def memberships(region: Region) -> list[Record]:
    return [
        Record("membership", state=state, ids={"pk": held.user_id, "membership_pk": held.pk})
        for name, state in (("alice", "current"), ("former", "ended"))
        for held in Membership.objects.filter(user__username=name)
    ]


def events(region: Region) -> list[Record]:
    return [Record("event", ids={"sequence": 1})]


def policies(region: Region) -> list[Record]:
    listed, taken_off = PolicyDocument.objects.filter(clauses__isnull=False).distinct()[:2]
    PolicyDocument.objects.filter(pk=taken_off.pk).update(is_listed=False)
    return [
        Record("policy", state="listed", ids={"pk": listed.pk}),
        Record("policy", state="unlisted", ids={"pk": taken_off.pk}),
    ]


def clauses(region: Region) -> list[Record]:
    """Of one listed document and of one that was taken off the list (by ``policies``)."""
    return [_clause("clause", is_listed=True), _clause("clause", is_listed=False)]


def reaches(region: Region) -> list[Record]:
    return [_clause("reach", is_listed=True)]


def _answer(region: Region, name: str) -> Record:
    answer = Entitlement.objects.filter(party=getattr(region, name)).first()
    assert answer
    return Record("answer", name, ids={"pk": answer.pk})


def _clause(kind: str, *, is_listed: bool) -> Record:
    clause = PolicyClause.objects.filter(document__is_listed=is_listed).first()
    assert clause
    ids = {"pack_id": clause.document.pack_id, "clause_id": clause.clause_id}
    return Record(kind, state="listed" if is_listed else "unlisted", ids=ids)


KINDS: dict[str, Callable[[Region], list[Record]]] = {
    "demand": demands,
    "outcome": outcomes,
    "import": imports,
    "party": parties,
    "answer": answers,
    "run": runs,
    "simulation": simulations,
    "simulated": simulated_policies,
    "file": files,
    "account": accounts,
    "opening": openings,
    "erasure": erasures,
    "membership": memberships,
    "event": events,
    "policy": policies,
    "clause": clauses,
    "reach": reaches,
}
