"""What somebody who owns the database can do to the chain."""

from __future__ import annotations

from django.db import connection

from kechuang.audit.guards import standing_triggers

CHAIN_TABLES = (
    "audit_event",
    "audit_payload",
    "audit_signatory",
    "audit_erasure",
    "audit_anchor",
)


def unlock(*tables: str) -> None:
    """Drop the triggers that refuse changes."""
    with connection.cursor() as cursor:
        for table in tables or CHAIN_TABLES:
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            for name in (name for name in standing_triggers(table) if name.startswith(table)):
                cursor.execute(f"DROP TRIGGER {name}{on_table}")
