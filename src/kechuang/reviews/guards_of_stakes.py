"""SQL guards: who is named with a submission or has a stake in a round is never taken back."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kechuang.audit.triggers import make_append_only

APPEND_ONLY = ("reviews_namedapplicant", "reviews_stakeholder")


def guard_stakes(editor: BaseDatabaseSchemaEditor) -> None:
    """Lay the guards; the migration calls it."""
    for table in APPEND_ONLY:
        make_append_only(editor, table)
