"""Sheets, rulings, checks, choices and awards are append-only; identities are frozen."""

from django.db import migrations

from kechuang.audit.triggers import make_append_only
from kechuang.ledger.guards import freeze, refuse_when

APPEND_ONLY = (
    "programmes_measuresversion", "programmes_need", "programmes_listingscore",
    "programmes_duplicatesearch", "programmes_duplicatecandidate", "programmes_duplicateruling",
    "programmes_listeditem", "programmes_checkresult", "programmes_suppliedfinding",
    "programmes_itemreview", "programmes_bidsubmission", "programmes_choice",
    "programmes_passedover", "programmes_award",
)
FROZEN = {
    "programmes_programmeround": (
        "id", "code", "year", "items_round_id", "bid_version_id", "measures_id", "opened_at",
    ),
    "programmes_bid": ("id", "case_id", "item_id", "party_id", "begun_at"),
}


def guard(apps, editor):
    for table in APPEND_ONLY:
        make_append_only(editor, table)
    for table, columns in FROZEN.items():
        freeze(editor, table, columns)
    refuse_when(
        editor, table="programmes_bid", name="programmes_bid_opened_once", event="UPDATE",
        condition="OLD.opened_at IS NOT NULL", message="programmes_bid: it was opened before",
    )


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
