"""What a receipt carries so that anybody can verify it without the platform."""

from __future__ import annotations

from typing import Any

from kechuang.audit.inclusion import inclusion_path
from kechuang.audit.models import Event
from kechuang.audit.selectors.anchors import covering_anchor, hashes_under


def receipt_proof(event: Event) -> dict[str, Any]:
    """The event with everything its hash is made of, and its path to a published head.

    ``said`` opens the salted leaf (None once erased): give it only to who may read the event.
    ``anchor`` is None until the next head is published. ``audit/offline.py`` verifies it.
    """
    return {
        "sequence": event.sequence,
        "previous": event.previous,
        "head": event.head(),
        "leaf": event.leaf,
        "own_hash": event.own_hash,
        "said": _said(event),
        "anchor": _anchor(event),
    }


def _said(event: Event) -> dict[str, Any] | None:
    kept = getattr(event, "kept", None)
    return {"salt": kept.salt, "payload": kept.payload} if kept else None


def _anchor(event: Event) -> dict[str, Any] | None:
    anchor = covering_anchor(event)
    if anchor is None:
        return None
    hashes = hashes_under(anchor)
    first = anchor.sequence - len(hashes) + 1
    return {
        "on": anchor.on.isoformat(),
        "sequence": anchor.sequence,
        "root": anchor.root,
        "path": inclusion_path(hashes, event.sequence - first),
    }
