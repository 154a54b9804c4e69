"""The library follows the packs: once, on record, and without what has gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from kechuang.audit.models import Event
from kechuang.base.errors import NotAllowed
from kechuang.engines.rulebook import PackError
from kechuang.policies.models import PolicyClause, PolicyDocument
from kechuang.policies.selectors import executable, listed_clause, listed_policies
from kechuang.policies.services import publish_policies
from tests.base.registry.cast import AT
from tests.journeys.small_region import BUYER, SYSTEM, Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def packs(settings: Settings, tmp_path: Path) -> Path:
    """A copy of the packs that a test may change."""
    copy = tmp_path / "packs"
    shutil.copytree(settings.PACKS_FOLDER, copy)
    settings.PACKS_FOLDER = copy
    return copy


def republish() -> int:
    return publish_policies(by=SYSTEM, at=AT)


def test_publishing_again_changes_and_records_nothing(region: Region) -> None:
    events = Event.objects.count()

    assert republish() == 0
    assert Event.objects.count() == events


@pytest.mark.parametrize("role", ["enterprise", "technology_manager", "auditor", "administrator"])
def test_only_the_bureau_publishes(region: Region, role: str) -> None:
    with pytest.raises(NotAllowed):
        publish_policies(by=region.people[role].actor, at=AT)


def test_a_changed_pack_is_published_and_its_past_text_stays_executable(
    region: Region, packs: Path
) -> None:
    before = listed_clause(*BUYER)
    place = packs / "cities/yunlan/policies/yunlan-contracts.yaml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("云澜市技术合同补助", "云澜市技术合同新补助"), encoding="utf-8")

    changed = republish()

    after = listed_clause(*BUYER)
    assert changed == 1
    assert after.document.title.startswith("云澜市技术合同新补助")
    assert executable(before)[0].title.zh.startswith("云澜市技术合同补助")
    last = Event.objects.filter(command="publish_policy").latest("sequence")
    assert last.payload["digest"] == after.document.pack_digest


def test_a_pack_that_is_gone_takes_its_document_off_the_list_on_record(
    region: Region, packs: Path
) -> None:
    for place in packs.rglob("yunlan-voucher*"):
        place.unlink()

    changed = republish()

    assert changed == 1
    assert not listed_policies().filter(pack_id="yunlan-voucher").exists()
    assert Event.objects.latest("sequence").command == "unlist_policy"
    with pytest.raises(PolicyClause.DoesNotExist):
        listed_clause("yunlan-voucher", "voucher")


def test_a_broken_pack_changes_nothing(region: Region, packs: Path) -> None:
    before = set(PolicyDocument.objects.values_list("pack_id", "pack_digest", "is_listed"))
    place = packs / "national/policies/tech-sme.yaml"
    place.write_text(place.read_text(encoding="utf-8").replace("<= 2亿元", "<= 2亿人"), "utf-8")

    with pytest.raises(PackError):
        republish()

    assert before == set(PolicyDocument.objects.values_list("pack_id", "pack_digest", "is_listed"))
