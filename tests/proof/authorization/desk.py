"""What waits for a second person, and what it is about, of several owners and states."""

from __future__ import annotations

from kechuang.ledger.models import Voucher
from kechuang.ledger.services import accept_tranche, open_year
from tests.api.audiences import Record
from tests.api.four_eyes import SENDER, open_desk
from tests.journeys.small_region import Region
from tests.rooms.ledger.town import APPROVER, AT, ON, small_treasury, warrant


def desk_records(region: Region) -> dict[str, list[Record]]:
    """By the kind that ``addresses.txt`` names; one tranche waits to be paid, one book rests."""
    quiet = small_treasury(code="quiet").book
    open_year(by=APPROVER, at=AT, book=quiet, year=ON.year - 1)
    desk = open_desk(region)
    waiting = desk.grants["near"].tranches.get()
    accept_tranche(warrant=warrant(), tranche=waiting, acceptance="验收2号")
    return {
        "grant": [
            Record("grant", owner, ids={"number": grant.number})
            for owner, grant in desk.grants.items()
        ],
        "instruction": [
            Record("instruction", state=state, sender=SENDER, ids={"pk": asked.pk})
            for state, asked in desk.instructions.items()
        ],
        "money_account": [Record("money_account", ids={"pk": desk.line.account_id})],
        "book": [Record("book", ids={"code": desk.line.appropriation.book.code})],
        "line": [Record("line", ids={"pk": desk.line.pk})],
        "shared_line": [Record("shared_line", ids={"pk": desk.unopened.pk})],
        "closed_round": [Record("closed_round", ids={"pk": desk.closed.round.pk})],
        "claim_round": [Record("claim_round", state="open", ids={"pk": desk.gathering.round.pk})],
        "filed_claim": [Record("filed_claim", state="open", ids={"pk": desk.filed.pk})],
        "tranche": [Record("tranche", ids={"pk": desk.tranche.pk})],
        "share": [Record("share", ids={"pk": desk.claim.share_id})],
        "claim": [Record("claim", ids={"pk": desk.claim.pk})],
        "reservation": [Record("reservation", ids={"pk": desk.reservation.pk})],
        "voucher": [
            Record("voucher", state="held", ids={"pk": desk.reservation.voucher_id}),
            Record("voucher", state="reversible", ids={"pk": _last_voucher("quiet")}),
        ],
    }


def _last_voucher(book: str) -> int:
    return Voucher.objects.filter(book__code=book).latest("number").pk
