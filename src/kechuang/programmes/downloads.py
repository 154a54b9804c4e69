"""Who may download evidence, vouchers and follow-ups: whoever reads the project."""

from __future__ import annotations

from django.db.models import Q

from kechuang.base.actors import Actor
from kechuang.files.models import StoredFile
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.powers_of_execution import readable_contracts


def may_download(actor: Actor, file: StoredFile) -> bool | None:
    """Whether a project shows the file to the actor; None for a file that no project has."""
    of_project = Q(milestones__evidence__file=file) | Q(expenses__file=file)
    held = Contract.objects.filter(of_project | Q(follow_ups__file=file))
    if not held.exists():
        return None
    return Contract.objects.filter(readable_contracts(actor), pk__in=held.values("pk")).exists()
