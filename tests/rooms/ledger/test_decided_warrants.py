"""What a procedure decided is posted in the names of two persons, never of the machine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kechuang.base.errors import NotAllowed
from kechuang.ledger.refusals import SamePerson
from kechuang.ledger.services.deciding import decided_warrant
from kechuang.ledger.services.posting import require_two_people
from tests.base.registry.cast import clerk
from tests.rooms.ledger.town import AT, PREPARER, warrant

pytestmark = pytest.mark.django_db


def test_the_machine_decides_nothing_about_money() -> None:
    person = clerk("经办").actor
    decided = warrant(by=person, approver=clerk("审批").actor, is_decided=True)

    require_two_people(decided)
    for side in ({"by": PREPARER}, {"approver": PREPARER}):
        with pytest.raises(NotAllowed):
            require_two_people(replace(decided, **side))
    with pytest.raises(SamePerson):
        require_two_people(replace(decided, approver=person))


def test_one_person_decides_nothing_about_money() -> None:
    account = clerk("经办").actor.account_id

    with pytest.raises(SamePerson):
        decided_warrant([account, account], at=AT, request_id=warrant().request_id)
