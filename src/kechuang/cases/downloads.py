"""Who may download the papers of a case: those who may see the case, and nobody else."""

from __future__ import annotations

from django.db.models import Q

from kechuang.base.actors import Actor
from kechuang.cases.access import may_read_letter, visible_to
from kechuang.cases.models import Case, Letter
from kechuang.files.models import StoredFile


def may_download(actor: Actor, file: StoredFile) -> bool | None:
    """Whether a case shows the file to the actor; None for a file that no case has."""
    letters = Letter.objects.filter(file=file)
    if letters.exists():
        return letters.filter(may_read_letter(actor)).exists()
    has_it = Q(attachments__file=file) | Q(documents__file=file)
    has_it |= Q(publicities__objections__evidence=file)
    cases = Case.objects.filter(has_it)
    if not cases.exists():
        return None
    return cases.filter(visible_to(actor)).exists()
