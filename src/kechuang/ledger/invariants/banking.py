"""The bank's statements and what people found their rows to be."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import BigIntegerField, Case, Count, F, Sum, When

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.ledger.models import BankRow, BankStatement
from kechuang.ledger.selectors.bank_matching import standing_matches

MOVED = Case(
    When(rows__is_in=True, then=F("rows__amount_fen")),
    default=-F("rows__amount_fen"),
    output_field=BigIntegerField(),
)


def uneven_statements() -> Iterator[Finding]:
    told = BankStatement.objects.values_list("pk").annotate(moved=Sum(MOVED), held=Count("rows"))
    counted = {pk: (moved or 0, held) for pk, moved, held in told}
    for statement in BankStatement.objects.order_by("pk"):
        moved_fen, held = counted[statement.pk]
        due = statement.opening_fen + moved_fen
        if due != statement.closing_fen or held != statement.row_count:
            yield found(statement, "期初与各笔不等于期末", "its rows do not lead to its closing")


def doubly_matched() -> Iterator[Finding]:
    decided = BankRow.objects.standing().filter(matches__isnull=False).distinct()
    seen: set[object] = set()
    for match in standing_matches(decided).values():
        if match.transfer_id and match.transfer_id in seen:
            yield found(match, "一笔账对应两条流水", "a posting is matched to two rows")
        seen.add(match.transfer_id)


BANKING = (
    Invariant(
        "ledger.statements_add_up",
        Text("对账单期初、各笔与期末相符", "A statement's opening and rows give its closing"),
        uneven_statements,
    ),
    Invariant(
        "ledger.postings_match_one_bank_row",
        Text("一笔账只对应一条银行流水", "A posting is matched to one row of the bank"),
        doubly_matched,
    ),
)
