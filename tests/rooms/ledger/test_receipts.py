"""A receipt proves its payment to anybody, and tells nothing of the payments of others."""

from __future__ import annotations

import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from kechuang.audit import offline
from kechuang.audit.models import Anchor
from kechuang.audit.services import publish_anchor
from kechuang.engines.seal import digest
from kechuang.ledger.models import PaymentItem
from kechuang.ledger.selectors.receipts import receipt_of
from tests.rooms.ledger.town import APPROVER, AT, ON, WAN, Town, small_treasury

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


def receipts(town: Town, *amounts_fen: int) -> list[dict[str, Any]]:
    """As downloaded after the next head was published."""
    run = town.paid(town.accepted(*amounts_fen))
    publish_anchor(by=APPROVER, at=AT, on=ON)
    paid = PaymentItem.objects.filter(run=run).order_by("number")
    return [json.loads(json.dumps(receipt_of(item))) for item in paid]


def verified(folder: Path, receipt: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    """What the program that parties download says, without Kechuang on its path."""
    (folder / "verify_receipt.py").write_bytes(Path(offline.__file__).read_bytes())
    (folder / "receipt.json").write_text(json.dumps(receipt, ensure_ascii=False), encoding="utf-8")
    published = [f"{anchor.sequence},{anchor.root}" for anchor in Anchor.objects.all()]
    (folder / "anchors.csv").write_text("\n".join(("sequence,root", *published)))
    order = [sys.executable, "-I", "verify_receipt.py", "receipt.json", "anchors.csv"]
    return subprocess.run(order, cwd=folder, capture_output=True, text=True, check=False)


def test_a_receipt_holds_against_published_heads_without_the_platform(
    town: Town, tmp_path: Path
) -> None:
    (receipt,) = receipts(town, 6 * WAN)
    told = receipt["said"]["payload"]

    assert verified(tmp_path, receipt).returncode == 0
    assert (told["amount_fen"], told["party"]) == (6 * WAN, town.party.credit_code)
    assert digest(receipt["voucher"]) == told["seal"]
    assert receipt["voucher"]["transfers"][0]["amount_fen"] == 6 * WAN
    assert receipt["payment"]["amount_in_capital_figures"] == "人民币陆万元整"


@pytest.mark.parametrize("name", ["amount_fen", "paid_on", "party", "seal", "decision"])
def test_a_receipt_that_was_altered_does_not_hold(town: Town, tmp_path: Path, name: str) -> None:
    (receipt,) = receipts(town)
    forged = deepcopy(receipt)
    forged["said"]["payload"][name] = 1

    assert verified(tmp_path, forged).returncode == 1


def test_a_receipt_tells_nothing_of_other_payments_of_its_voucher(
    town: Town, tmp_path: Path
) -> None:
    first, second = receipts(town, 6 * WAN, 4 * WAN)

    assert verified(tmp_path, first).returncode == 0
    assert first["voucher"] is None
    assert second["said"]["payload"]["item"] not in json.dumps(first)


def test_a_receipt_shows_only_the_end_of_the_account(town: Town) -> None:
    (receipt,) = receipts(town)

    assert "6222000012345678" not in json.dumps(receipt)
    assert receipt["said"]["payload"]["ending"] == "5678"
