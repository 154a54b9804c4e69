"""Reading imports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import supervises_city
from kechuang.base.roles import Role
from kechuang.engines.seal import digest
from kechuang.files.models import StoredFile
from kechuang.intake.kinds import KINDS, Kind, Terms
from kechuang.intake.mapping import propose_mapping
from kechuang.intake.models import ColumnMapping, ImportJob


def visible_jobs(actor: Actor) -> QuerySet[ImportJob]:
    """The actor's own imports; all of them for the city's bureau and auditors."""
    jobs = ImportJob.objects.select_related("original", "returned")
    if supervises_city(actor) or actor.has_role(Role.AUDITOR):
        return jobs
    return jobs.filter(Q(account_id=actor.account_id, account_id__isnull=False))


def imports_sent_by(account_id: int) -> QuerySet[ImportJob]:
    """Every import that one account sent."""
    return ImportJob.objects.filter(account_id=account_id).order_by("pk")


def job_for(actor: Actor, pk: int) -> ImportJob:
    """One visible import; raises ``ImportJob.DoesNotExist`` for absent and invisible alike."""
    return visible_jobs(actor).get(pk=pk)


def header_digest(header: Sequence[str]) -> str:
    """The signature by which a table of the same columns is recognised."""
    return digest(list(header))


def known_mapping(kind: Kind, header: Sequence[str]) -> dict[str, str]:
    """What was confirmed for these columns before, else a proposal from their names."""
    remembered = ColumnMapping.objects.filter(
        kind=kind.name, header_digest=header_digest(header)
    ).first()
    if remembered is None:
        return propose_mapping(kind, header)
    mapping: dict[str, str] = remembered.mapping
    return mapping


def is_remembered(job: ImportJob) -> bool:
    """Whether a table of these columns was confirmed before."""
    return ColumnMapping.objects.filter(
        kind=job.kind, header_digest=header_digest(job.header)
    ).exists()


def first_arrival(file_digest: str, *, otherwise: datetime) -> date:
    """The day on which this content was first stored."""
    earliest = StoredFile.objects.filter(digest=file_digest).order_by("stored_at").first()
    return timezone.localdate(earliest.stored_at if earliest else otherwise)


def terms_of(job: ImportJob, *, by: Actor, at: datetime) -> Terms:
    """What the rows of the job are read under."""
    return Terms(
        by=by,
        at=at,
        source=job.source,
        file_digest=job.original.digest,
        arrived_on=first_arrival(job.original.digest, otherwise=at),
        as_of=job.as_of,
        overrides_codes=job.overrides_codes,
        publishes=job.publishes,
    )


def kind_of(job: ImportJob) -> Kind:
    return KINDS[job.kind]
