"""Payment runs, receipts, accounts and answer files of several owners and states."""

from __future__ import annotations

from tests.api.audiences import Record
from tests.api.treasury import open_treasury
from tests.journeys.small_region import Region

SENDER = "bureau"


def money_records(region: Region) -> dict[str, list[Record]]:
    """By the kind that ``addresses.txt`` names."""
    treasury = open_treasury(region)
    drafted, sent = (
        Record("payment_run", state=str(run.state), ids={"number": run.number})
        for run in (treasury.drafted, treasury.sent)
    )
    answers = {"number": treasury.sent.number, "pk": treasury.answers.pk}
    return {
        "payment_run": [drafted, sent],
        "sent_run": [sent],
        "receipt": [
            Record("receipt", owner, ids={"number": item.number})
            for owner, item in treasury.paid.items()
        ],
        "payee": [Record("payee", "mine", ids={"pk": treasury.waiting.pk})],
        "bank_statement": [Record("bank_statement", ids={"pk": treasury.statement.pk})],
        "bank_row": [Record("bank_row", ids={"pk": treasury.statement.rows.get().pk})],
        "answer_file": [Record("answer_file", sender=SENDER, ids=answers)],
    }
