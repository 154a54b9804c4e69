"""SQL guards: the words of an applicant and what an officer ruled on them stay as they were."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kechuang.audit.triggers import make_append_only

APPEND_ONLY = ("reviews_namedexclusion", "reviews_exclusionruling")


def guard_exclusions(editor: BaseDatabaseSchemaEditor) -> None:
    """Lay the guards; the migration calls it."""
    for table in APPEND_ONLY:
        make_append_only(editor, table)
