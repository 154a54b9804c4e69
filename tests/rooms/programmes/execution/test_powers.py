"""The chief's and the assistant's powers, and who reads a contract."""

from __future__ import annotations

import pytest

from kechuang.cases.models import Participant
from kechuang.files.access import can_download
from kechuang.files.models import StoredFile
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.powers_of_execution import powers_of, readable_contracts
from kechuang.programmes.services import execution
from kechuang.programmes.states import BIDDER
from kechuang.programmes.states_of_execution import ASSISTANT_POWERS, Power
from tests.base.registry.cast import Person
from tests.rooms.ledger.town import AT, PREPARER
from tests.rooms.programmes.execution.project import Project, attach, new_case, project

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(kept_project: Project) -> Project:
    return kept_project.again()


def test_the_chief_has_every_power(begun: Project) -> None:
    assert powers_of(begun.chief.actor, begun.contract) == frozenset(Power)


def test_the_assistant_enters_expenses_vouchers_and_reports_of_them(begun: Project) -> None:
    assert powers_of(begun.assistant.actor, begun.contract) == {
        Power.ENTER_EXPENSE,
        Power.ATTACH_VOUCHER,
        Power.EXPORT_EXPENSES,
    }


def test_nobody_else_has_any(begun: Project, charlie: Person, clerk: Person) -> None:
    for actor in (begun.demander.actor, charlie.actor, clerk.actor, PREPARER):
        assert not powers_of(actor, begun.contract)


def test_a_chief_has_no_power_elsewhere(begun: Project) -> None:
    other = project(begun.town)

    assert not powers_of(begun.chief.actor, other.contract)


def test_without_a_chief_the_winners_people_act(kept_project: Project) -> None:
    begun = project(kept_project.town, terms=execution.ItemTerms(wants_chief=False))
    Contract.objects.filter(pk=begun.contract.pk).update(chief=None)

    assert powers_of(begun.chief.actor, begun.fresh()) == frozenset(Power)


def test_the_assistant_stays_one_where_there_is_no_chief(kept_project: Project) -> None:
    begun = project(kept_project.town, terms=execution.ItemTerms(wants_chief=False))
    Contract.objects.filter(pk=begun.contract.pk).update(chief=None)

    assert powers_of(begun.assistant.actor, begun.fresh()) == ASSISTANT_POWERS


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("chief", True),
        ("assistant", True),
        ("demander", True),
        ("charlie", False),
        ("clerk", True),
        ("district_clerk", True),
        ("auditor", True),
        ("expert", False),
    ],
)
def test_who_reads_a_contract(
    begun: Project, who: str, reads: bool, request: pytest.FixtureRequest
) -> None:
    person: Person = getattr(begun, who, None) or request.getfixturevalue(who)

    seen = Contract.objects.filter(readable_contracts(person.actor), pk=begun.contract.pk)

    assert seen.exists() == reads


def test_who_reads_a_project_downloads_its_papers(
    begun: Project, charlie: Person, clerk: Person
) -> None:
    file = evidence_of(begun)

    for reader in (begun.chief, begun.demander, clerk):
        assert can_download(reader.actor, file)
    assert not can_download(charlie.actor, file)


def test_a_clerk_who_bid_for_the_item_reads_nothing_of_a_rivals_project(
    kept_project: Project, clerk: Person
) -> None:
    case = new_case()
    begun = project(kept_project.town, item_case=case)
    Participant.objects.create(case=case, role=BIDDER, account_id=clerk.actor.account_id, since=AT)

    seen = Contract.objects.filter(readable_contracts(clerk.actor))

    assert begun.contract not in seen
    assert kept_project.contract in seen
    assert not can_download(clerk.actor, evidence_of(begun))


def evidence_of(begun: Project) -> StoredFile:
    attach(begun.chief.actor, begun.milestones[0])
    return begun.milestones[0].evidence.last().file
