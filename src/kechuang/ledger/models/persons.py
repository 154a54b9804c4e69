"""Two steps by two people, as a condition the database checks."""

from __future__ import annotations

from django.db.models import F, Q


def different_persons(one: str, other: str) -> Q:
    """``one_id``/``one_name`` is not ``other_…``; the system, without id, is told by its name."""
    both_have_accounts = Q(**{f"{one}_id__isnull": False, f"{other}_id__isnull": False})
    return (both_have_accounts & ~Q(**{f"{one}_id": F(f"{other}_id")})) | (
        ~both_have_accounts & ~Q(**{f"{one}_name": F(f"{other}_name")})
    )
