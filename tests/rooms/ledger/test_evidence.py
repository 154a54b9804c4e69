"""The bundle an auditor takes along is checked without the platform; any change is found."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import runpy
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import DjangoDbBlocker

from kechuang.audit.models import Event
from kechuang.base.errors import NotAllowed
from kechuang.ledger import services as ledger
from kechuang.ledger.services.evidence import take_evidence
from kechuang.ledger.services.instructions import prepare_instruction
from tests.base.registry.cast import person
from tests.rooms.ledger import bank
from tests.rooms.ledger.desk import appropriation
from tests.rooms.ledger.shared_line import shared_line
from tests.rooms.ledger.town import AT, ON, PREPARER, WAN, small_treasury, warrant
from tests.rooms.programmes.keeping import lasting

pytestmark = pytest.mark.django_db
LONGEST_VERIFIER = 100


@pytest.fixture(scope="module")
def kept_bundle(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[bytes]:
    """Taken once; each test gets a copy to change."""
    with lasting(django_db_blocker):
        full_treasury()
        yield take_evidence(by=person("审计员", "auditor").actor, at=AT)


@pytest.fixture
def folder(kept_bundle: bytes, tmp_path: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(kept_bundle)).extractall(tmp_path)
    return tmp_path


def full_treasury() -> None:
    """A row in every table of the bundle, and a text that a spreadsheet program would run."""
    town = small_treasury()
    prepare_instruction(
        by=PREPARER,
        at=AT,
        on=ON,
        request_id=uuid4(),
        command="appropriate_funds",
        content=appropriation(town),
    )
    parts = town.accepted(title="=1+1")
    town.paid(parts)
    bank.found_payment(town)
    returned = town.paid(town.accepted()).items.get()
    ledger.record_bank_return(warrant=warrant(), item=returned, serial="TH1", reason="账户已销户")
    mistaken = bank.imported(town, bank.row("N3", WAN), account_number="1001000199")
    ledger.withdraw_statement(warrant=warrant(), statement=mistaken, reason="账号有误")
    shared = shared_line(town)
    shared.claim(town.party, 100, ground="同比例")
    shared.allot()
    ledger.decide_claw_back(
        warrant=warrant(),
        share=parts[0].share,
        amount_fen=5,
        reason="多付",
        decision="追〔2026〕1号",
    )


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


def edit(name: str, column: str, value: str = "999") -> Callable[[Path], None]:
    """The first row of a table says something else in one column."""

    def change(folder: Path) -> None:
        header, rows = table(folder / name)
        assert rows[0][column] != value
        rows[0][column] = value
        write(folder / name, header, rows)

    return change


def table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def write(path: Path, header: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)


def columns(folder: Path) -> list[tuple[str, str]]:
    described = {"dictionary.csv", "codes.csv"}
    sheets = sorted(path for path in folder.glob("*.csv") if path.name not in described)
    return [(sheet.name, column) for sheet in sheets for column in table(sheet)[0]]


def hide_the_last_seal(folder: Path) -> None:
    """As if the newest event about money had never been for an auditor's eyes."""
    path = folder / "chain.jsonl"
    links = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    newest = [link for link in links if "sealed" in (link["payload"] or {})][-1]
    newest["payload"], newest["salt"] = None, ""
    path.write_text("".join(f"{json.dumps(link)}\n" for link in links), encoding="utf-8")


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
        edit("payments.csv", "paid_fen"),
        edit("payments.csv", "holder"),
        edit("grants.csv", "party__credit_code"),
        edit("grants.csv", "total_fen"),
        edit("answers.csv", "amount_fen"),
        edit("transfers.csv", "debit"),
        edit("transfers.csv", "kind"),
        edit("vouchers.csv", "summary"),
        edit("vouchers.csv", "approver_name"),
        edit("runs.csv", "approved_by_name"),
        edit("claw_backs.csv", "amount_fen"),
        edit("shares.csv", "amount_fen"),
        hide_the_last_seal,
        lose_a_voucher,
    ],
)
def test_a_changed_bundle_does_not_agree_even_with_new_checksums(
    folder: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["verify.py"])
    assert answer_here(folder) == 0
    change(folder)
    sum_again(folder)

    assert answer_here(folder) == 1


def test_every_column_of_every_table_is_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run inside one process: two hundred starts of Python take too long."""
    monkeypatch.setattr(sys, "argv", ["verify.py"])
    unseen = []
    for name, column in columns(folder):
        before = (folder / name).read_bytes()
        edit(name, column)(folder)
        sum_again(folder)
        if answer_here(folder) == 0:
            unseen.append((name, column))
        (folder / name).write_bytes(before)

    assert unseen == []


def answer_here(folder: Path) -> object:
    """How the verifier ends when it is run inside this process."""
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(folder / "verify.py"), run_name="__main__")
    return ended.value.code


def test_a_row_less_and_a_row_more_are_told(folder: Path) -> None:
    header, rows = table(folder / "payees.csv")
    write(folder / "payees.csv", header, [])
    lost = verified(folder).stdout
    write(
        folder / "payees.csv", header, [*rows, rows[0] | {"id": "77", "number": "6222999900001111"}]
    )

    assert "payees 缺少" in lost
    assert "payees 77" in verified(folder).stdout


def test_every_code_is_explained_in_both_languages(folder: Path) -> None:
    _, codes = table(folder / "codes.csv")
    told = {(row["file"], row["column"], row["code"]): row for row in codes}

    for name, column in (("transfers.csv", "kind"), ("transfers.csv", "phase"),
                         ("runs.csv", "state"), ("shares.csv", "source")):  # fmt: skip
        for row in table(folder / name)[1]:
            assert told[name, column, row[column]]["English"].isascii()


def test_every_column_has_a_name_in_both_languages(folder: Path) -> None:
    _, rows = table(folder / "dictionary.csv")

    assert [row for row in rows if row["名称"].isascii() or not row["English"].isascii()] == []


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
        if sheet.name not in ("dictionary.csv", "codes.csv"):
            assert all(f"{sheet.name},{column}," in dictionary for column in header)


def test_taking_it_is_on_record(folder: Path) -> None:
    assert Event.objects.filter(command="take_evidence").count() == 1


def test_only_auditors_and_treasurers_take_it(db: None) -> None:
    with pytest.raises(NotAllowed):
        take_evidence(by=person("某企业", "expert").actor, at=AT)
