"""Taking a person's name out of the records of imports."""

from __future__ import annotations

from kechuang.intake.models import ImportJob


def forget_sender(*, account_id: int, instead: str) -> None:
    """Inside the erasure that somebody approved, which records it."""
    ImportJob.objects.filter(account_id=account_id).update(account_name=instead)
