"""Every address of the platform, and a sample record for each id in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kechuang.accounts.models import BreakGlass, ErasureRequest, Membership, User
from kechuang.accounts.selectors import actor_of
from kechuang.accounts.services import open_restricted_records, request_erasure
from kechuang.audit.states import Basis
from kechuang.base.clock import now
from kechuang.batch.simulating import prepare_simulation
from kechuang.entitlements.models import Entitlement
from kechuang.intake.services import Sending, upload_table
from kechuang.packs.selectors import pack_of
from kechuang.parties.models import Party
from kechuang.policies.models import PolicyDocument
from kechuang.runs.models import Run
from tests.api.appeal_desk import samples_of_appeals
from tests.api.case_desk import samples_of_cases
from tests.api.four_eyes import open_desk, samples_of_desk
from tests.api.offer_desk import samples_of_offers
from tests.api.points_desk import samples_of_points
from tests.api.programme_desk import samples_of_programme_desk
from tests.api.programme_projects import samples_of_projects
from tests.api.programme_public import samples_of_programmes
from tests.api.review_desk import samples_of_reviews
from tests.api.treasury import open_treasury, samples_of_money
from tests.base.registry.cast import AT
from tests.journeys.small_region import BUYER, ON, SYSTEM, Region
from tests.journeys.versions import earlier_version

Arguments = Mapping[str, Any]
UNNAMED = {"kechuang.accounts.views.people.closed": "/accounts/elsewhere/"}
LIBRARY: dict[str, Arguments] = {
    "account_confirm_email": {"key": "k"},
    "account_reset_password_from_key": {"uidb36": "a", "key": "b"},
}


def every_name() -> list[str]:
    """The names of all addresses; one without a name goes by the view that answers it."""
    return sorted({name for name, _ in _named(get_resolver(), "")})


def samples_of(region: Region) -> dict[str, Arguments]:
    """Arguments by the name of the address, or of its room."""
    assert region.run
    answer = Entitlement.objects.filter(party=region.mine).first()
    assert answer
    alice = User.objects.get(username="alice")
    job = upload_table(
        by=region.people["enterprise"].actor,
        at=AT,
        sending=Sending(
            "facts", "facts.csv", "统一社会信用代码,年度,营业收入\n91,2025,1\n".encode()
        ),
    )
    policy = {"pk": PolicyDocument.objects.get(pack_id=BUYER[0]).pk}
    pair = {"pack_id": BUYER[0], "clause_id": BUYER[1]}
    demand, outcome = region.demands["open"], region.outcomes["magnet"]
    return {
        "policies:detail": policy,
        "policies:clause": pair,
        "policies:versions": {"pack_id": BUYER[0]},
        "outcomes": {"pk": outcome.pk, "command": "withdraw"},
        "demands": {"pk": demand.pk, "command": "withdraw"},
        "parties": {"pk": region.mine.pk},
        "entitlements": {"pk": region.mine.pk},
        "entitlements:answer": {"pk": answer.pk},
        "entitlements:clause": pair,
        "matching": {"pk": demand.pk, "outcome_pk": outcome.pk},
        "intake": {"pk": job.pk},
        "batch": {"pk": region.run.pk},
        **_samples_of_batch(),
        "audit": {"sequence": 1},
        "opened_party": {"pk": region.mine.pk},
        **_openings_and_erasures(region),
        "files": {"pk": region.run.inputs.pk},
        "accounts": {"pk": alice.pk, "membership_pk": Membership.objects.get(user=alice).pk},
        **_samples_of_interface(region, policy, answer.pk),
        "ledger:party": {"pk": region.mine.pk},
        "ledger:payee": {"pk": region.mine.pk},
        **samples_of_money(open_treasury(region)),
        **samples_of_desk(open_desk(region)),
        **_samples_by_room(region),
    }


def _samples_by_room(region: Region) -> dict[str, Arguments]:
    """Of rooms whose addresses each name a record of their own."""
    return {
        **samples_of_cases(region),
        **samples_of_offers(region),
        **samples_of_reviews(region),
        **samples_of_points(region),
        **samples_of_appeals(region),
        **samples_of_programmes(region),
        **samples_of_programme_desk(region),
        **samples_of_projects(region),
    }


def _samples_of_interface(region: Region, policy: Arguments, answer: int) -> dict[str, Arguments]:
    demand, outcome = region.demands["open"], region.outcomes["magnet"]
    return {
        "api:read_policy": policy,
        "api:read_answer": {"pk": answer},
        "api:list_answers": {"pk": region.mine.pk},
        "api:list_facts": {"pk": region.mine.pk},
        "api:read_party": {"pk": region.mine.pk},
        "api:read_outcome": {"pk": outcome.pk},
        "api:read_demand": {"pk": demand.pk},
        "api:list_matches": {"pk": demand.pk},
        "api:decide": {"pk": demand.pk, "outcome_pk": outcome.pk},
        "api:list_grants": {"pk": region.mine.pk},
        "api:list_payments": {"pk": region.mine.pk},
    }


def _samples_of_batch() -> dict[str, Arguments]:
    return {
        "batch:compare": {"pack_id": earlier_version(BUYER[0]).pack_id},
        "batch:forecast": {"pack_id": BUYER[0]},
        "batch:simulate": {"pack_id": BUYER[0]},
        "batch:simulation": {"pk": simulation_of(BUYER[0]).pk},
    }


def simulation_of(pack_id: str) -> Run:
    """A simulation of a listed policy, not computed yet."""
    pack = pack_of(PolicyDocument.objects.get(pack_id=pack_id).pack_digest)
    return prepare_simulation(by=SYSTEM, at=AT, pack=pack, changes=[("buyer/cap", "30万元")])


def _openings_and_erasures(region: Region) -> dict[str, Arguments]:
    opening = {"pk": opened_by_the_bureau(region, region.mine).pk}
    erasure = {"pk": erasure_asked_by("alice").pk}
    return {
        "accounts:opening": opening,
        "accounts:close_opening": opening,
        "accounts:looks": {"pk": region.mine.pk},
        "accounts:erasure": erasure,
        "accounts:approve_erasure": erasure,
        "accounts:refuse_erasure": erasure,
    }


def opened_by_the_bureau(region: Region, party: Party) -> BreakGlass:
    """The party's restricted records, opened by the bureau's clerk at this moment."""
    clerk = region.people["bureau"].actor
    return open_restricted_records(by=clerk, at=now(), party=party, reason="核查", hours=24)


def erasure_asked_by(name: str) -> ErasureRequest:
    """The person's own request, which nobody has decided yet."""
    user = User.objects.get(username=name)
    actor = actor_of(user, on=ON)
    return request_erasure(by=actor, at=AT, user=user, basis=Basis.PURPOSE_ENDED, reason="离职")


def address_of(name: str, samples: Mapping[str, Arguments]) -> str:
    """The address with the sample record's ids."""
    room = name.partition(":")[0]
    return address_with(name, samples.get(name) or samples.get(room) or {})


def address_with(name: str, ids: Arguments) -> str:
    """The address with those of ``ids`` that it asks for."""
    if name in UNNAMED:
        return UNNAMED[name]
    given = LIBRARY.get(name, ids)
    return reverse(name, kwargs={argument: given[argument] for argument in arguments_of(name)})


def arguments_of(name: str) -> list[str]:
    """The names of the ids in the address."""
    return _arguments()[name]


@cache
def _arguments() -> dict[str, list[str]]:
    return dict(_named(get_resolver(), ""))


def _named(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, list[str]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            called = namespace + (entry.name or _path_of(entry.callback))
            yield called, list(entry.pattern.regex.groupindex)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _named(entry, inner)


def _path_of(view: Any) -> str:
    return f"{view.__module__}.{view.__qualname__}"
