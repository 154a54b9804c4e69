"""Evidence and vouchers: for whoever reads the project, and nobody else."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kechuang.base.listing import attachment
from kechuang.files import storage
from kechuang.files.models import StoredFile
from kechuang.programmes.views.projects.finding import or_404, seen_project


@require_safe
def download(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    project = seen_project(request, number)
    of_project = Q(milestone_evidence__milestone__contract=project) | Q(expenses__contract=project)
    of_project |= Q(pk__in=project.follow_ups.values("file"))
    file = or_404(StoredFile.objects.filter(of_project).distinct().get, pk=pk)
    return attachment(storage.get(file.digest), name=file.name, media_type=file.media_type)
