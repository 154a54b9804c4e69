"""Breaking stored files."""

from __future__ import annotations

from kechuang.files.models import StoredFile
from kechuang.files.storage import path_of
from tests.proof.corruptions.damage import Damage


def alter_a_content(damage: Damage) -> None:
    damage.overwrite(path_of(StoredFile.objects.earliest("pk").digest), b"altered")


def rename_a_file(damage: Damage) -> None:
    damage.run("UPDATE files_storedfile SET name = 'other.csv'")


def forget_a_file(damage: Damage) -> None:
    damage.run("DELETE FROM files_storedfile WHERE name = '说明.txt'")


CORRUPTIONS = {
    "files.contents_are_whole": alter_a_content,
    "files.are_as_they_were_stored": rename_a_file,
    "files.are_all_on_the_chain": forget_a_file,
}
