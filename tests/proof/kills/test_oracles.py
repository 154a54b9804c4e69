"""The eyes of R4: each sort of harm is seen when it is there."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import F

from kechuang.audit.models import Event
from kechuang.cases.models import Seal
from kechuang.files import storage
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.ledger.models import Account, Voucher
from tests.proof.kills.harm import Harm, harm_to
from tests.proof.kills.orders import Notebook, Order, endless_orders
from tests.proof.kills.posting import AT, PREPARER, carry_out, digest_of, lay_book, paper
from tests.proof.kills.syncs import Syncs, measure
from tests.proof.races.unguarding import disarm

pytestmark = pytest.mark.django_db
ORDERS = list(islice((one for one in endless_orders("oracles") if not one.is_seal), 3))
SEALS = list(islice((one for one in endless_orders("oracles") if one.is_seal), 2))
LOG = "<data/proof.sqlite3-wal>"


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Notebook:
    """Two orders carried out and acknowledged, a third one nobody sent."""
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path)

    lay_book(bids=1)
    book = Notebook(tmp_path / "notebook")
    for order in ORDERS[:2]:
        book.want(order)
        book.acknowledge(order, carry_out(order))
    return book


def test_what_went_well_did_no_harm(notebook: Notebook) -> None:
    assert harm_to(notebook) == Harm()


def test_an_acknowledged_order_that_is_not_there_is_lost(notebook: Notebook) -> None:
    notebook.acknowledge(ORDERS[2], "proof-2026-000003")

    assert harm_to(notebook) == Harm(lost=1)


def test_a_voucher_whose_paper_is_gone_is_half(notebook: Notebook) -> None:
    storage.path_of(digest_of(ORDERS[0])).unlink()

    assert harm_to(notebook) == Harm(half=1)


def test_a_paper_without_its_voucher_is_half(notebook: Notebook) -> None:
    notebook.want(ORDERS[2])
    store_file(by=PREPARER, at=AT, name="alone.csv", content=paper(ORDERS[2]))

    assert harm_to(notebook) == Harm(half=1)


def test_a_paper_kept_twice_is_doubled(notebook: Notebook) -> None:
    store_file(by=PREPARER, at=AT, name="again.csv", content=paper(ORDERS[0]))

    assert harm_to(notebook) == Harm(doubled=1)
    assert StoredFile.objects.filter(digest=digest_of(ORDERS[0])).count() == 2


def test_a_receipt_of_another_voucher_is_wrong(notebook: Notebook) -> None:
    notebook.acknowledge(ORDERS[1], "proof-2026-000001")

    assert harm_to(notebook) == Harm(misinformed=1)


def test_a_total_that_no_transfer_explains_is_a_break(notebook: Notebook) -> None:
    account = Voucher.objects.get(number=1).transfers.get().credit
    Account.objects.filter(pk=account.pk).update(credits_posted_fen=F("credits_posted_fen") + 1)

    assert harm_to(notebook) == Harm(broken=1)


def test_an_order_done_twice_under_its_id_is_done_once(notebook: Notebook) -> None:
    again = carry_out(Order(ORDERS[0].request_id))

    assert again == "proof-2026-000001"
    assert harm_to(notebook) == Harm()


def test_a_seal_done_twice_under_its_key_is_done_once(notebook: Notebook) -> None:
    notebook.want(SEALS[0])
    notebook.acknowledge(SEALS[0], carry_out(SEALS[0]))

    assert carry_out(SEALS[0]) == notebook.receipts[SEALS[0].request_id]
    assert (harm_to(notebook), Seal.objects.count()) == (Harm(), 1)


def test_an_acknowledged_seal_that_is_not_there_is_lost(notebook: Notebook) -> None:
    notebook.acknowledge(SEALS[1], "HZ2026-000001 0")

    assert harm_to(notebook) == Harm(lost=1)


def test_a_receipt_with_another_digest_is_wrong(notebook: Notebook) -> None:
    notebook.want(SEALS[0])
    notebook.acknowledge(SEALS[0], carry_out(SEALS[0])[:-1] + "x")

    assert harm_to(notebook) == Harm(misinformed=1)


def test_a_seal_without_its_event_is_half(notebook: Notebook) -> None:
    notebook.want(SEALS[0])
    carry_out(SEALS[0])
    connection.check_constraints()  # PostgreSQL keeps tables whose checks are still to come
    disarm()
    Event.objects.filter(command="seal_case").update(command="other")

    assert harm_to(notebook).half == 1


SYNCED = [
    "7 write(5<data/files/ab/x.tmp>, ...) = 9",
    "7 fsync(5<data/files/ab/x.tmp>) = 0",
    "7 fsync(5<data/files/ab>) = 0",
    f"7 pwrite64(4{LOG}, ...) = 4096",
    f"7 fdatasync(4{LOG}) = 0",
    '7 sendto(9<socket:[1]>, "HTTP/1.1 201 Created"..., 99) = 99',
]


def test_an_answer_after_every_sync_is_confirmed() -> None:
    assert measure(SYNCED) == Syncs(acknowledged=1, confirmed=1)


def test_a_seal_keeps_no_paper_and_waits_for_its_log() -> None:
    assert measure(SYNCED[3:]) == Syncs(1, 1)
    assert measure([SYNCED[3], SYNCED[5]]) == Syncs(1, 0)


@pytest.mark.parametrize("missing", [1, 2, 4])
def test_an_answer_before_a_sync_is_not(missing: int) -> None:
    assert measure(SYNCED[:missing] + SYNCED[missing + 1 :]) == Syncs(1, 0)


def test_a_sync_counts_when_it_has_returned() -> None:
    begun, resumed = f"7 fdatasync(4{LOG} <unfinished ...>", "7 <... fdatasync resumed>) = 0"

    assert measure([*SYNCED[:4], begun, resumed, SYNCED[5]]) == Syncs(1, 1)
    assert measure([*SYNCED[:4], begun, SYNCED[5], resumed]) == Syncs(1, 0)


def test_the_sync_of_another_thread_confirms_nothing() -> None:
    other = f"8 fdatasync(4{LOG}) = 0"

    assert measure([*SYNCED[:4], other, SYNCED[5]]) == Syncs(1, 0)
