"""What the clients were told against what the database and the file store hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import astuple, dataclass
from uuid import UUID

from kechuang.audit.selectors import verify_chain
from kechuang.files import storage
from kechuang.files.models import StoredFile
from kechuang.ledger.models import Transfer, Voucher
from kechuang.ledger.selectors.verifying import verify_books
from tests.proof.kills.orders import Notebook, Order
from tests.proof.kills.posting import digest_of
from tests.proof.kills.sealing import Sealed, broken_seals


@dataclass(frozen=True)
class Harm:
    """What must never happen; ``broken`` counts breaks of the chain, the books and the seals."""

    lost: int = 0
    half: int = 0
    doubled: int = 0
    misinformed: int = 0
    broken: int = 0

    def __add__(self, other: Harm) -> Harm:
        return Harm(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def __bool__(self) -> bool:
        return any(astuple(self))

    def __str__(self) -> str:
        return ", ".join(
            (
                f"{self.lost} 丢 lost",
                f"{self.half} 半 half",
                f"{self.doubled} 双 double",
                f"{self.misinformed} 误 wrong receipts",
                f"{self.broken} 断 breaks",
            )
        )


def harm_to(notebook: Notebook) -> Harm:
    """Compare what the clients were told with what the database and the file store hold."""
    vouchers = {voucher.request_id: voucher for voucher in Voucher.objects.select_related("book")}
    transfers = Counter(Transfer.objects.values_list("voucher__request_id", flat=True))
    papers = Counter(StoredFile.objects.values_list("digest", flat=True))
    sealed = Sealed()
    owed = {key: str(voucher) for key, voucher in vouchers.items()} | sealed.receipts
    receipts = notebook.receipts
    posted = [order for order in map(Order, notebook.wanted) if not order.is_seal]
    return Harm(
        lost=len(receipts.keys() - owed.keys()),
        half=sealed.half(notebook.wanted)
        + sum(is_half(order, vouchers, transfers, papers) for order in posted),
        doubled=sum(transfers[o.request_id] > 1 or papers[digest_of(o)] > 1 for o in posted),
        misinformed=sum(
            bool(said) and key in owed and owed[key] != said for key, said in receipts.items()
        ),
        broken=breaks(),
    )


def is_half(
    order: Order, posted: Container[UUID], moved: Counter[UUID], kept: Counter[str]
) -> bool:
    """Some of its parts are there and others are not."""
    key, digest = order.request_id, digest_of(order)
    has_content = is_kept(digest) if kept[digest] else False
    return len({key in posted, moved[key] > 0, kept[digest] > 0, has_content}) > 1


def is_kept(digest: str) -> bool:
    """The file store holds the whole content."""
    try:
        return bool(storage.get(digest))
    except (FileNotFoundError, ValueError):
        return False


def breaks() -> int:
    """Breaks of the audit chain; numbers, totals and sealed contents that do not hold."""
    return len(verify_chain().breaks) + len(verify_books()) + broken_seals()
