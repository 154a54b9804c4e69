"""Blind copies are not had by the general address of files: ``copy_for`` is their only door."""

from __future__ import annotations

from kechuang.base.actors import Actor
from kechuang.files.models import StoredFile
from kechuang.reviews.models import BlindCopy


def may_download(actor: Actor, file: StoredFile) -> bool | None:
    """False for every blind copy, None for files that are none."""
    return False if BlindCopy.objects.filter(file=file).exists() else None
