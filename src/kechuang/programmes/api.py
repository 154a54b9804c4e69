"""The published list for machines: public fields only, for anybody."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from kechuang.programmes.selectors.items import feed


@require_safe
def list_items(request: HttpRequest) -> JsonResponse:
    """榜单 / The list of items, the latest first."""
    return JsonResponse(feed(), json_dumps_params={"ensure_ascii": False})
