"""A receipt is verified away from the platform, by the program that the public page offers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from kechuang.audit import offline
from kechuang.audit.inclusion import EMPTY_ROOT, inclusion_path, merkle_root
from kechuang.audit.models import Event
from kechuang.audit.selectors import event_of, receipt_proof
from kechuang.audit.services import publish_anchor, record
from kechuang.base.actors import system_actor
from kechuang.parties.models import Party
from tests.cast import AT, TODAY, Person

SYSTEM = system_actor("nightly")
Receipt = dict[str, Any]


@pytest.fixture
def seventh(yunlan: Party) -> Event:
    """The seventh of eleven events, with a published head before and after it."""
    for number in range(1, 12):
        record(by=SYSTEM, at=AT, command=f"count_{number}", target=yunlan, payload={"第": number})
        if number in (3, 11):
            publish_anchor(by=SYSTEM, at=AT, on=TODAY)
    found = event_of(yunlan, "count_7")
    assert found
    return found


@pytest.fixture
def verify(anonymous: Person, tmp_path: Path) -> Callable[[Receipt], tuple[int, str]]:
    """Run the offered program alone, in an empty folder, on the saved list."""
    program, saved = tmp_path / "verify_receipt.py", tmp_path / "anchors.csv"
    program.write_bytes(anonymous.client.get("/audit/verify_receipt.py").content)

    def run(receipt: Receipt) -> tuple[int, str]:
        saved.write_bytes(anonymous.client.get("/audit/anchors.csv").content)
        (tmp_path / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-I", str(program), "receipt.json", "anchors.csv"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            env={"PYTHONUTF8": "1"},
        )
        return done.returncode, done.stdout + done.stderr

    return run


def test_a_receipt_verifies_without_the_platform(seventh, verify):
    code, said = verify(receipt_proof(seventh))

    assert (code, said.split()[0]) == (0, "✓")


CHANGES = {
    "said": lambda receipt: receipt["said"]["payload"].update({"第": 8}),
    "head": lambda receipt: receipt["head"].update(command="other"),
    "sequence": lambda receipt: receipt.update(sequence=99),
    "own_hash": lambda receipt: receipt.update(own_hash="0" * 64),
    "path": lambda receipt: receipt["anchor"]["path"].pop(),
    "root": lambda receipt: receipt["anchor"].update(root="0" * 64),
    "another anchor": lambda receipt: receipt["anchor"].update(sequence=3),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_receipt_does_not(seventh, verify, name):
    receipt = receipt_proof(seventh)
    CHANGES[name](receipt)

    code, said = verify(receipt)

    assert (code, said.split()[0]) == (1, "✗")


def test_a_receipt_waits_for_the_next_publication(seventh, yunlan, verify):
    with transaction.atomic():
        event = record(by=SYSTEM, at=AT, command="late", target=yunlan, payload={})

    code, said = verify(receipt_proof(event))

    assert code == 1
    assert "not published yet" in said


def test_the_program_is_short_enough_to_be_read() -> None:
    assert len(Path(offline.__file__).read_text("utf-8").splitlines()) < 100


def test_auditors_download_it(seventh, auditor, verify):
    answer = auditor.client.get(f"/audit/{seventh.sequence}/proof.json")

    assert verify(answer.json())[0] == 0


@given(st.integers(1, 40), st.data())
def test_every_place_of_a_tree_leads_to_its_root(size: int, data: st.DataObject) -> None:
    hashes = [f"{number:064x}" for number in range(size)]
    place = data.draw(st.integers(0, size - 1))
    anchor = {"path": inclusion_path(hashes, place)}

    assert offline.root_of({"own_hash": hashes[place], "anchor": anchor}) == merkle_root(hashes)


def test_roots_are_those_of_rfc_6962() -> None:
    """The empty tree, and one leaf: SHA-256 of nothing, and of 0x00 and the entry."""
    assert merkle_root([]) == EMPTY_ROOT
    assert EMPTY_ROOT == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle_root([""]) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
