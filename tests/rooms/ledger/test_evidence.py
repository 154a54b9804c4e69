"""The bundle an auditor takes along is checked without the platform; any change is found."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import NotAllowed
from kechuang.ledger.services.evidence import take_evidence
from tests.base.registry.cast import Person, person
from tests.rooms.ledger.town import AT, small_treasury

pytestmark = pytest.mark.django_db
LONGEST_VERIFIER = 100


@pytest.fixture
def auditor(db: None) -> Person:
    return person("审计员", "auditor")


@pytest.fixture
def folder(auditor: Person, tmp_path: Path) -> Path:
    town = small_treasury()
    town.paid(town.accepted())
    content = take_evidence(by=auditor.actor, at=AT)
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    return tmp_path


def verified(folder: Path, *anchor: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-I", "-X", "utf8", str(folder / "verify.py"), *anchor]
    return subprocess.run(program, capture_output=True, text=True, encoding="utf-8")


def sum_again(folder: Path) -> None:
    """As somebody would who can compute SHA-256 too."""
    listed = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    names = [line.split("  ")[1] for line in listed]
    sums = (f"{hashlib.sha256((folder / n).read_bytes()).hexdigest()}  {n}\n" for n in names)
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def lose_a_voucher(folder: Path) -> None:
    lines = (folder / "vouchers.jsonl").read_text("utf-8").splitlines(keepends=True)
    (folder / "vouchers.jsonl").write_text("".join(lines[:-1]), encoding="utf-8")


def test_an_untouched_bundle_agrees(folder: Path) -> None:
    head = json.loads((folder / "head.json").read_text("utf-8"))

    told = verified(folder, f"{head['sequence']}:{head['hash']}")

    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(
    "change",
    [
        replace("transfers.csv", ",1000000,", ",1000001,"),
        replace("vouchers.jsonl", '"amount_fen": 1000000', '"amount_fen": 1000001'),
        replace("chain.jsonl", '"command": "agree_grant"', '"command": "agree_nothing"'),
        replace("accounts.csv", ",1000000,", ",1000001,"),
        lose_a_voucher,
    ],
)
def test_a_changed_bundle_does_not_agree_even_with_new_checksums(
    folder: Path, change: Callable[[Path], None]
) -> None:
    change(folder)
    sum_again(folder)

    assert verified(folder).returncode == 1


def test_another_head_than_the_published_one_is_told(folder: Path) -> None:
    assert verified(folder, f"3:{'0' * 64}").returncode == 1


def test_a_changed_file_without_new_checksums_is_told(folder: Path) -> None:
    (folder / "grants.csv").write_text("", encoding="utf-8")

    assert "grants.csv" in verified(folder).stdout


def test_the_verifier_is_short_enough_to_read(folder: Path) -> None:
    assert len((folder / "verify.py").read_text("utf-8").splitlines()) < LONGEST_VERIFIER


def test_every_column_is_in_the_dictionary(folder: Path) -> None:
    dictionary = (folder / "dictionary.csv").read_text("utf-8-sig")
    for sheet in folder.glob("*.csv"):
        header = sheet.read_text("utf-8-sig").splitlines()[0].split(",")
        if sheet.name != "dictionary.csv":
            assert all(f"{sheet.name},{column}," in dictionary for column in header)


def test_taking_it_is_on_record(folder: Path) -> None:
    assert Event.objects.filter(command="take_evidence").count() == 1


def test_only_auditors_and_treasurers_take_it(db: None) -> None:
    with pytest.raises(NotAllowed):
        take_evidence(by=person("某企业", "expert").actor, at=AT)
