"""Downloads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kechuang.base.errors import Text, require
from kechuang.base.listing import attachment
from kechuang.files import storage
from kechuang.files.access import can_download
from kechuang.files.models import StoredFile


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The stored file as an attachment; never shown in place."""
    file = get_object_or_404(StoredFile, pk=pk)
    require(can_download(request.actor, file), Text("下载此文件", "download this file"))
    return attachment(storage.get(file.digest), name=file.name, media_type=file.media_type)
