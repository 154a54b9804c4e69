"""``kechuang backup`` and ``kechuang restore``, as an operator types them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kechuang.cli.main import kechuang
from tests.backups.places import Place, copy_sqlite, standing_in, store
from tests.laid import laid_file


def run(place: Place, *arguments: str) -> Result:
    with standing_in(place):
        return CliRunner().invoke(kechuang, arguments)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Place]:
    place = copy_sqlite(laid_file(), tmp_path_factory.mktemp("template") / "live")
    with django_db_blocker.unblock():
        with standing_in(place):
            store("甲,1\n")
        yield place


@pytest.fixture
def empty(tmp_path: Path) -> Place:
    return Place(f"sqlite:///{tmp_path / 'fresh' / 'kechuang.sqlite3'}", tmp_path / "fresh")


def test_a_backup_is_written_described_and_restored(
    live: Place, empty: Place, tmp_path: Path
) -> None:
    backed_up = run(live, "backup", "--to", str(tmp_path), "--json")
    told = json.loads(backed_up.stdout)

    restored = run(empty, "restore", told["file"], "--json")

    answer = json.loads(restored.stdout)
    assert (backed_up.exit_code, restored.exit_code) == (0, 0)
    assert Path(told["file"]).parent == tmp_path
    assert (told["engine"], told["files"], len(told["sha256"])) == ("sqlite", 1, 64)
    assert told["chain_head"].startswith("1:")
    same = ("engine", "created_at", "tables", "rows", "files", "chain_head")
    assert [answer[key] for key in same] == [told[key] for key in same]
    assert (answer["is_chain_verified"], answer["pending_migrations"]) == (True, [])


def test_each_stage_shows_its_progress_in_both_languages(
    live: Place, empty: Place, tmp_path: Path
) -> None:
    backed_up = run(live, "backup", "--to", str(tmp_path / "mine.zip"))
    restored = run(empty, "restore", str(tmp_path / "mine.zip"))

    assert backed_up.stdout.strip() == str(tmp_path / "mine.zip")
    for label in ("复制数据库 / copying the database", "核对备份 / checking the backup"):
        assert label in backed_up.stderr
    for label in ("恢复附件 / restoring stored files", "核对恢复结果 / checking what was restored"):
        assert label in restored.stderr


def test_without_a_place_backups_go_to_the_data_folder(live: Place) -> None:
    assert Path(run(live, "backup").stdout.strip()).parent == live.folder / "backups"


def test_a_refused_restore_ends_with_one_and_says_what_is_there(
    live: Place, tmp_path: Path
) -> None:
    run(live, "backup", "--to", str(tmp_path / "mine.zip"))

    refused = run(live, "restore", str(tmp_path / "mine.zip"))

    assert refused.exit_code == 1
    assert "数据库不是空的" in refused.stderr
    assert "the database is not empty" in refused.stderr


def test_a_refused_backup_ends_with_one(empty: Place, tmp_path: Path) -> None:
    empty.folder.mkdir()

    refused = run(empty, "backup", "--to", str(tmp_path / "out"), "--json")

    assert refused.exit_code == 1
    assert "DATABASE_URL" in json.loads(refused.stdout)["refusal"]["mend"]["en"]


def test_grants_on_sqlite_say_that_there_are_no_roles(live: Place) -> None:
    refused = run(live, "grants", "--role", "platform")

    assert refused.exit_code == 1
    assert "file permissions and triggers are what there is" in refused.stderr
