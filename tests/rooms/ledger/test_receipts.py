"""A receipt proves its payment to anybody, and tells nothing of the payments of others."""

from __future__ import annotations

import json
import subprocess
import sys
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kechuang.audit.selectors import chain_head
from kechuang.engines.seal import digest, link_hash, payload_leaf
from kechuang.ledger.models import PaymentItem
from kechuang.ledger.selectors.receipts import receipt_of
from tests.rooms.ledger.town import WAN, Town, small_treasury

pytestmark = pytest.mark.django_db
REPEATED = {
    "amount_fen": ("amount_fen",),
    "paid_on": ("paid_on",),
    "serial": ("serial",),
    "item": ("item",),
    "party": ("party", "credit_code"),
    "grant": ("grant", "number"),
    "voucher": ("voucher", "number"),
    "seal": ("voucher", "seal"),
}


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


def receipts(town: Town, *amounts_fen: int) -> list[dict[str, Any]]:
    run = town.paid(town.accepted(*amounts_fen))
    paid = PaymentItem.objects.filter(run=run).order_by("number")
    return [json.loads(json.dumps(receipt_of(item))) for item in paid]


def holds(receipt: dict[str, Any]) -> bool:
    event, voucher = receipt["event"], receipt["voucher"]
    content = voucher["content"]
    return (
        event["leaf"] == payload_leaf(event["salt"], event["payload"])
        and event["own_hash"]
        == link_hash(**{name: event[name] for name in ("sequence", "previous", "head", "leaf")})
        and all(_at(receipt, path) == event["payload"][name] for name, path in REPEATED.items())
        and (content is None or digest(content) == voucher["seal"])
    )


def _at(receipt: dict[str, Any], path: tuple[str, ...]) -> Any:
    for step in path:
        receipt = receipt[step]
    return receipt


def test_a_receipt_holds_against_the_chain_without_the_platform(town: Town) -> None:
    (receipt,) = receipts(town, 6 * WAN)

    assert holds(receipt)
    assert receipt["voucher"]["content"]["transfers"][0]["amount_fen"] == 6 * WAN
    assert receipt["event"]["own_hash"] == chain_head().own_hash
    assert receipt["amount_in_capital_figures"] == "人民币陆万元整"


@pytest.mark.parametrize("path", [*REPEATED.values(), ("event", "payload", "amount_fen")])
def test_a_receipt_that_was_altered_does_not_hold(town: Town, path: tuple[str, ...]) -> None:
    (receipt,) = receipts(town)
    forged = deepcopy(receipt)
    *way, last = path
    _at(forged, tuple(way))[last] = "别的" if isinstance(_at(forged, path), str) else 1

    assert not holds(forged)


def verified(folder: Path, receipt: dict[str, Any], *more: str) -> subprocess.CompletedProcess[str]:
    """What the program that parties download says, without Kechuang on its path."""
    program = files("kechuang.ledger.evidence").joinpath("verify_receipt.txt").read_text()
    (folder / "verify_receipt.py").write_text(program)
    (folder / "receipt.json").write_text(json.dumps(receipt, ensure_ascii=False))
    order = [sys.executable, "-I", "verify_receipt.py", "receipt.json", *more]
    return subprocess.run(order, cwd=folder, capture_output=True, text=True, check=False)


def test_the_program_that_parties_download_tells_true_from_forged(
    town: Town, tmp_path: Path
) -> None:
    (receipt,) = receipts(town)
    link = {name: receipt["event"][name] for name in ("sequence", "own_hash")}
    (tmp_path / "chain.jsonl").write_text(json.dumps(link))
    (tmp_path / "other.jsonl").write_text(json.dumps(link | {"own_hash": "0" * 64}))

    assert verified(tmp_path, receipt, "chain.jsonl").returncode == 0
    assert verified(tmp_path, receipt, "other.jsonl").returncode == 1
    forged = verified(tmp_path, receipt | {"amount_fen": 1})
    assert forged.returncode == 1
    assert "amount_fen" in forged.stdout


def test_a_receipt_tells_nothing_of_other_payments_of_its_voucher(town: Town) -> None:
    first, second = receipts(town, 6 * WAN, 4 * WAN)

    assert holds(first)
    assert first["voucher"]["content"] is None
    assert second["item"] not in json.dumps(first)


def test_a_receipt_shows_only_the_end_of_the_account(town: Town) -> None:
    (receipt,) = receipts(town)

    assert "6222000012345678" not in json.dumps(receipt)
    assert receipt["payee"]["ending"] == "5678"
