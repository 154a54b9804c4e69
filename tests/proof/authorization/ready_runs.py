"""Payment runs that wait for their first and for their second approval."""

from __future__ import annotations

from kechuang.ledger import services as ledger
from tests.proof.authorization.acts import Act
from tests.rooms.ledger.town import AT, CHECKER, small_treasury


def ready_runs() -> dict[str, Act]:
    town = small_treasury(code="ready")
    drafted, checked = (town.drafted(town.accepted()) for _ in range(2))
    ledger.check_run(by=CHECKER, at=AT, run=checked)
    return {
        "ledger:check_run": Act("treasurer", {"number": drafted.number}),
        "ledger:approve_run": Act("treasurer", {"number": checked.number}),
    }
