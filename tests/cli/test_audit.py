"""``kechuang audit``: publish the head, and verify against what was kept elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from kechuang.audit.models import Anchor
from kechuang.cli.main import kechuang

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-and-rare-Passphrase-7"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(kechuang, arguments, input=f"{PASSWORD}\n")


@pytest.fixture(autouse=True)
def _somebody() -> None:
    assert run("createadmin", "chen", "--password-stdin").exit_code == 0


def test_anchor_publishes_once_a_day() -> None:
    first, again = run("audit", "anchor"), run("audit", "anchor")

    assert first.stdout == again.stdout
    assert Anchor.objects.count() == 1


def test_the_public_list_verifies_and_another_one_does_not(tmp_path: Path) -> None:
    run("audit", "anchor")
    saved = tmp_path / "anchors.csv"
    saved.write_bytes(Client().get("/audit/anchors.csv").content)

    whole = run("audit", "verify", "--anchors", str(saved))
    saved.write_text(saved.read_text().replace(Anchor.objects.get().own_hash, "0" * 64))
    broken = run("audit", "verify", "--anchors", str(saved), "--json")

    assert whole.exit_code == 0
    assert broken.exit_code == 1
    assert json.loads(broken.stdout)["breaks"] == [
        {"sequence": 2, "finding": "differs from the outside anchor"}
    ]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", "日期,值\n1,2\n".encode()])
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "anchors.csv"
    file.write_bytes(content)

    refused = run("audit", "verify", "--anchors", str(file))

    assert refused.exit_code == 1
    assert "sequence" in refused.stderr
