"""What a row was written with stays: every frozen column of every table of money, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction

from kechuang.ledger import services as ledger
from kechuang.ledger.models import PaymentItem
from tests.base.registry.cast import clerk
from tests.rooms.ledger.desk import appropriation, prepared
from tests.rooms.ledger.shared_line import shared_line, three_firms
from tests.rooms.ledger.town import WAN, small_treasury, warrant

pytestmark = pytest.mark.django_db
FROZEN = {
    "account": "id book_id code role is_limited",
    "appropriation": "id book_id year source doc_no account_id",
    "budgetline": "id appropriation_id scheme_id account_id distribution",
    "grant": "id number scheme_id party_id district title ground ground_key period_from period_to"
    " mode total_fen decision rule_pack rule_digest rule_clause entitlement_id granted_on",
    "fundshare": "id grant_id position source line_id weight amount_fen obligation_id payable_id"
    " paid_id",
    "tranche": "id grant_id position title condition due_on amount_fen",
    "trancheshare": "id tranche_id share_id amount_fen accepted_id",
    "payeeaccount": "id party_id holder bank number submitted_by_id submitted_by_name submitted_at",
    "paymentrun": "id number book_id request_id drafted_by_id drafted_by_name drafted_at"
    " list_digest",
    "paymentitem": "id run_id number part_id amount_fen holder bank account_number",
    "clawback": "id share_id amount_fen reason decision decided_on recoverable_id recovered_id",
    "instruction": "id command content foreseen on prepared_by_id prepared_by_name prepared_at",
    "claimround": "id request_id line_id title closes_on period_from period_to mode condition"
    " opened_by_id opened_by_name opened_at",
    "claim": "id request_id round_id position party_id title ground_kind ground ground_key"
    " claimed_fen counted_fen origin filed_by_id filed_by_name filed_at",
}


@pytest.fixture
def paid(db: None) -> None:
    """A row of every table: paid, claimed back, a round with a claim, and an instruction."""
    town = small_treasury()
    town.paid(town.accepted(6 * WAN))
    ledger.decide_claw_back(
        warrant=warrant(),
        share=PaymentItem.objects.get().part.share,
        amount_fen=WAN,
        reason="负面清单",
        decision="追1号",
    )
    shared_line(town).claim(three_firms()[0], 50)
    prepared(clerk("制单员"), "appropriate_funds", appropriation(town))


@pytest.mark.usefixtures("paid")
def test_no_frozen_column_of_any_table_can_be_changed() -> None:
    assert list(_changeable()) == []


@pytest.mark.usefixtures("paid")
def test_no_row_of_any_table_can_be_deleted() -> None:
    assert [table for table in FROZEN if not _is_refused(table, "never deleted")] == []


def _changeable() -> Iterator[str]:
    for table, names in FROZEN.items():
        for name in names.split():
            field = _model(table)._meta.get_field(name)
            if not _is_refused(table, "frozen columns", **{name: _other(field)}):
                yield f"{table}.{name}"


def _model(table: str) -> type[models.Model]:
    return apps.get_model("ledger", table)


def _is_refused(table: str, why: str, **changes: Any) -> bool:
    """One row is changed, or deleted where no change is named; always taken back."""
    row = _model(table)._default_manager.order_by("pk")[:1].values("pk")
    rows = _model(table)._default_manager.filter(pk__in=[each["pk"] for each in row])
    assert rows.exists(), table
    try:
        with transaction.atomic():
            rows.update(**changes) if changes else rows._raw_delete(rows.db)
            raise InterruptedError
    except DatabaseError as refusal:
        return why in str(refusal)
    except InterruptedError:
        return False


def _other(field: models.Field) -> object:
    """A value that no row of the scene has."""
    target = field.target_field if field.is_relation else field
    match target:
        case models.UUIDField():
            return uuid4()
        case models.BooleanField():
            return False
        case models.IntegerField():
            return 30_000
        case models.DateTimeField():
            return datetime(2030, 1, 1, tzinfo=UTC)
        case models.DateField():
            return date(2030, 1, 1)
        case models.JSONField():
            return {"other": 1}
    return "改"
