"""What waits for a second person, and what it is about, of several owners and states."""

from __future__ import annotations

from tests.api.audiences import Record
from tests.api.four_eyes import SENDER, open_desk
from tests.journeys.small_region import Region


def desk_records(region: Region) -> dict[str, list[Record]]:
    """By the kind that ``addresses.txt`` names."""
    desk = open_desk(region)
    return {
        "grant": [
            Record("grant", owner, ids={"number": grant.number})
            for owner, grant in desk.grants.items()
        ],
        "instruction": [
            Record("instruction", state=state, sender=SENDER, ids={"pk": asked.pk})
            for state, asked in desk.instructions.items()
        ],
        "line": [Record("line", ids={"pk": desk.line.pk})],
        "tranche": [Record("tranche", ids={"pk": desk.tranche.pk})],
        "share": [Record("share", ids={"pk": desk.claim.share_id})],
        "claim": [Record("claim", ids={"pk": desk.claim.pk})],
        "reservation": [Record("reservation", ids={"pk": desk.reservation.pk})],
        "voucher": [Record("voucher", ids={"pk": desk.reservation.voucher_id})],
    }
