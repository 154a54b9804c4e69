"""Packs come in whole or not at all; every version stays readable under its digest."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from kechuang.audit.models import Event
from kechuang.base.actors import system_actor
from kechuang.base.errors import NotAllowed
from kechuang.engines.rulebook import PackError
from kechuang.packs.catalogue import fact_catalogue
from kechuang.packs.models import PackVersion
from kechuang.packs.selectors import current_packs, pack_of
from kechuang.packs.services import load_packs
from tests.cast import AT, LATER, Person

SYSTEM = system_actor("test")
PACK = """\
id: {id}
title: {{zh: 样例, en: Sample}}
issuer: 某局
doc_no: 样例〔2026〕1号
valid_from: 2026-01-01
region: "100000"
evidence: 示例
text_kind: hard
clauses:
  - id: only
    kind: subsidy
    title: {{zh: 条款, en: Clause}}
    article: 第一条
    conditions:
      - id: size
        article: 第一条
        label: {{zh: 人数, en: Staff}}
        test: employees@last_year <= {most}
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """A folder of packs that a test may change; the catalogue stays the platform's own."""
    fact_catalogue()
    settings.PACKS_FOLDER = tmp_path
    (tmp_path / "policies").mkdir()
    write(tmp_path, "one")
    return tmp_path


def write(folder: Path, name: str, most: str = "500") -> None:
    (folder / "policies" / f"{name}.yaml").write_text(PACK.format(id=name, most=most))


def load(at: object = AT) -> list[str]:
    load_packs(by=SYSTEM, at=at)
    return [pack.id for pack in current_packs()]


def commands() -> list[str]:
    return [event.command for event in Event.objects.all()]


def test_the_packs_of_the_repository_read_back_as_they_were_loaded() -> None:
    loaded = load_packs(by=SYSTEM, at=AT)

    assert len(loaded) > 3
    assert current_packs() == loaded
    assert all(pack_of(pack.digest) == pack for pack in loaded)


def test_a_pack_is_loaded_once_and_recorded(folder: Path) -> None:
    assert load() == ["one"]
    assert load(LATER) == ["one"]

    assert PackVersion.objects.get().loaded_at == AT
    assert commands() == ["load_pack"]


def test_a_new_version_becomes_current_and_the_old_one_stays_readable(folder: Path) -> None:
    load()
    old = current_packs()[0]

    write(folder, "one", most="300")
    load(LATER)

    new = current_packs()[0]
    assert new.digest != old.digest
    assert pack_of(old.digest) == old
    assert PackVersion.objects.filter(is_current=True).count() == 1


def test_a_version_that_comes_back_is_current_again(folder: Path) -> None:
    load()
    old = current_packs()[0]
    write(folder, "one", most="300")
    load()

    write(folder, "one")
    load(LATER)

    assert current_packs() == (old,)
    assert PackVersion.objects.count() == 2
    assert commands() == ["load_pack"] * 3


@pytest.mark.parametrize("most", ["", "five", "500\nid: twice"])
def test_one_broken_pack_changes_nothing(most: str, folder: Path) -> None:
    load()
    write(folder, "one", most="300")
    write(folder, "two", most=most)

    with pytest.raises(PackError, match=r"two\.yaml"):
        load(LATER)

    assert [pack.id for pack in current_packs()] == ["one"]
    assert PackVersion.objects.get().loaded_at == AT
    assert commands() == ["load_pack"]


def test_a_pack_gone_from_the_folder_is_withdrawn_on_record_and_stays_readable(
    folder: Path,
) -> None:
    write(folder, "two")
    load()
    gone = current_packs()[1]

    (folder / "policies" / "two.yaml").unlink()

    assert load(LATER) == ["one"]
    assert load(LATER) == ["one"]
    assert pack_of(gone.digest) == gone
    assert commands() == ["load_pack", "load_pack", "withdraw_pack"]


def test_a_digest_nobody_loaded_is_told() -> None:
    with pytest.raises(PackVersion.DoesNotExist):
        pack_of("0" * 64)


def test_clerks_of_the_bureau_load_packs(folder: Path, clerk: Person) -> None:
    assert [pack.id for pack in load_packs(by=clerk.actor, at=AT)] == ["one"]


@pytest.mark.parametrize("who", ["alice", "una", "auditor", "admin", "expert", "anonymous"])
def test_nobody_else_loads_packs(who: str, folder: Path, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        load_packs(by=request.getfixturevalue(who).actor, at=AT)

    assert not PackVersion.objects.exists()
