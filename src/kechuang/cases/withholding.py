"""What the audit pages do not tell yet: whatever belongs to a case that has not come to the
authority, a bid before it is opened above all."""

from __future__ import annotations

from django.db.models import Q

from kechuang.audit.withholding import about
from kechuang.cases.models import Attachment, Case, CaseDocument, Letter, Seal
from kechuang.files.models import StoredFile


def sealed_cases() -> Q:
    """Events about such cases, their papers, seals and letters, and the files in them."""
    kept = Case.objects.filter(reached_staff_at__isnull=True)
    files = Q(case_attachments__case__in=kept) | Q(case_documents__case__in=kept)
    found = about(kept) | about(StoredFile.objects.filter(files))
    for part in (Attachment, CaseDocument, Seal, Letter):
        found |= about(part.objects.filter(case__in=kept))
    return found
