"""What changed from one version of a policy to another, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kechuang.base.roles import Role
from kechuang.engines.rulebook import Pack, comparing
from kechuang.engines.wording import Text
from kechuang.packs.models import PackVersion
from kechuang.packs.selectors import compiled
from kechuang.policies.selectors import versions_of

KINDS = {
    "added": ("good", Text("新增", "Added")),
    "removed": ("bad", Text("删去", "Removed")),
    "changed": ("info", Text("改动", "Changed")),
}


@require_safe
def versions(request: HttpRequest, pack_id: str) -> HttpResponse:
    """The versions of a listed policy; ``?old=…&new=…`` compares two, else the newest two."""
    kept = versions_of(pack_id)
    if not kept:
        raise Http404
    new = _named(kept, request.GET.get("new"), kept[0])
    old = _named(kept, request.GET.get("old"), kept[min(1, len(kept) - 1)])
    found = comparing.differences(_pack(old), _pack(new))
    context = {
        "kept": kept,
        "old": old,
        "new": new,
        "title": Text(new.title, new.title_en).said_in(_language()),
        "rows": [_row(one) for one in found],
        "may_compare": old.digest != new.digest and request.actor.has_role(Role.BUREAU),
    }
    return render(request, "policies/versions.html", context)


def _named(kept: Sequence[PackVersion], digest: str | None, usual: PackVersion) -> PackVersion:
    if not digest:
        return usual
    found = next((one for one in kept if one.digest == digest), None)
    if found is None:
        raise Http404
    return found


def _pack(version: PackVersion) -> Pack:
    return compiled(version.pack_id, version.digest, version.source)


def _row(one: comparing.Difference) -> dict[str, str]:
    language = _language()
    tone, kind = KINDS[one.kind]
    return {
        "tone": tone,
        "kind": kind.said_in(language),
        "where": " › ".join(part.said_in(language) for part in one.where),
        "what": comparing.key_words(one.key).said_in(language),
        "before": one.before.said_in(language),
        "after": one.after.said_in(language),
        "article": one.article,
    }


def _language() -> str:
    return get_language() or "zh-hans"
