"""Instructions that record the treasury's answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kechuang.ledger.models import PaymentRun
from kechuang.ledger.services.answers import Answer
from kechuang.ledger.services.entries import Warrant
from kechuang.ledger.services.instructions.contents import Content, unfit
from kechuang.ledger.services.settling import Settlement, record_answers


def answers_content(
    run: PaymentRun, answers: Sequence[Answer], *, file_digest: str = ""
) -> dict[str, Any]:
    """The content of a ``record_answers`` instruction."""
    told = [
        {
            "number": answer.number,
            "serial": answer.serial,
            "is_paid": answer.is_paid,
            "amount_fen": answer.amount_fen,
            "on": answer.on.isoformat(),
            "reason": answer.reason,
        }
        for answer in answers
    ]
    return {"run": run.number, "answers": told, "file_digest": file_digest}


def settle(warrant: Warrant, content: Content) -> Settlement:
    """``run`` (number), ``answers``, ``file_digest``, as ``answers_content`` gives them."""
    answers = [_answer(row) for row in content.rows("answers")]
    if not answers:
        raise unfit("answers")
    return record_answers(
        warrant=warrant,
        run=content.one("run", PaymentRun.objects.select_related("book"), by="number"),
        answers=answers,
        file_digest=str(content.values.get("file_digest", "")),
    )


def _answer(row: Any) -> Answer:
    if not isinstance(row, dict):
        raise unfit("answers")
    values = Content(row)
    return Answer(
        number=values.text("number"),
        serial=values.text("serial"),
        is_paid=values.flag("is_paid"),
        amount_fen=values.whole("amount_fen"),
        on=values.day("on"),
        reason=str(row.get("reason", "")),
    )
