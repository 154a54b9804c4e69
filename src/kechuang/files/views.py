"""Downloads."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kechuang.base.listing import attachment
from kechuang.files import storage
from kechuang.files.access import can_download
from kechuang.files.models import StoredFile


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The stored file as an attachment, never shown in place; not there for whoever may not.

    Numbers follow each other, so a refusal would tell how many files were handed in, and when.
    """
    file = get_object_or_404(StoredFile, pk=pk)
    if not can_download(request.actor, file):
        raise Http404
    return attachment(storage.get(file.digest), name=file.name, media_type=file.media_type)
