"""Who gains and who loses when one version of a policy gives way to another."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kechuang.base.errors import Refusal
from kechuang.base.roles import Role
from kechuang.batch.simulating import (
    advance_simulation,
    compute_part_of,
    finish_simulation,
    prepare_comparison,
    question_of,
)
from kechuang.batch.simulation_results import found_by
from kechuang.files.storage import get
from kechuang.packs.models import PackVersion
from kechuang.runs.models import Run
from tests.base.registry.cast import AT, LAKE_DISTRICT
from tests.journeys.small_region import BUYER, SYSTEM, Region, person
from tests.journeys.versions import current_version, earlier_version

pytestmark = pytest.mark.django_db
PACK, _CLAUSE = BUYER


def current() -> PackVersion:
    return current_version(PACK)


def earlier() -> PackVersion:
    return earlier_version(PACK)


def compared(old: PackVersion, new: PackVersion) -> Run:
    run = prepare_comparison(by=SYSTEM, at=AT, old=old, new=new)
    advance_simulation(run, by=SYSTEM)
    return finish_simulation(run, by=SYSTEM, at=AT)


def test_a_higher_cap_gives_more_to_the_firm_that_reached_it(region: Region) -> None:
    old, new = earlier(), current()

    forth = found_by(compared(old, new), SYSTEM).total(BUYER)
    back = found_by(compared(new, old), SYSTEM).total(BUYER)

    assert (forth.more, forth.less, forth.gains, forth.loses) == (2, 0, 0, 0)
    assert (back.more, back.less) == (0, 2)
    assert forth.before.ceiling_fen == back.after.ceiling_fen == 2 * 10_000_000


def test_the_same_two_versions_are_the_same_run_with_the_same_bytes(region: Region) -> None:
    old = earlier()
    run = compared(old, current())

    assert prepare_comparison(by=SYSTEM, at=AT, old=old, new=current()) == run
    (part,) = run.parts.all()
    assert compute_part_of(part, question_of(run), run) == get(part.result_digest)


def test_a_clerk_of_a_district_sees_only_its_firms(region: Region) -> None:
    run = compared(earlier(), current())
    clerk = person("lake-clerk", Role.BUREAU, district=LAKE_DISTRICT)

    found = found_by(run, clerk.actor)

    assert [one.subject for one in found.affected if one.outcome == "more"] == [
        region.mine.credit_code
    ]


def test_a_version_beside_itself_is_refused(region: Region) -> None:
    with pytest.raises(Refusal, match="同一个版本"):
        compared(current(), current())


@pytest.mark.parametrize("role", ["auditor", "enterprise", "technology_manager"])
def test_only_the_bureau_compares(region: Region, role: str) -> None:
    with pytest.raises(Refusal):
        prepare_comparison(by=region.people[role].actor, at=AT, old=earlier(), new=current())


def test_the_page_of_versions_leads_to_who_gains_and_who_loses(region: Region) -> None:
    old, client = earlier(), region.people["bureau"].client
    address = reverse("policies:versions", args=[PACK])

    page = client.get(address).content.decode()
    asked = {"old": old.digest, "new": current().digest}
    answer = client.post(reverse("batch:compare", args=[PACK]), asked)
    result = client.get(answer.headers["Location"]).content.decode()

    assert reverse("batch:compare", args=[PACK]) in page
    assert "算一算谁得谁失" not in region.people["auditor"].client.get(address).content.decode()
    assert "两个版本：谁得谁失" in result
    assert region.mine.name in result
    assert "分档为示例" in result


def test_a_version_of_no_such_digest_is_not_there(region: Region) -> None:
    client, address = region.people["bureau"].client, reverse("batch:compare", args=[PACK])

    assert client.post(address, {"old": "none"}).status_code == 404
    assert client.post(address).status_code == 409
    earlier()
    assert client.post(address).status_code == 302
    assert client.get(address).status_code == 405
