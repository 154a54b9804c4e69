"""Proving one event: its hash, what it said, and who signed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kechuang.audit.models import Event, Signatory
from kechuang.audit.selectors.erasures import ErasedByLaw
from kechuang.audit.selectors.findings import Break
from kechuang.audit.states import Algorithm
from kechuang.engines.seal import Link, payload_leaf


@dataclass(frozen=True)
class ResealedLink(Link):
    """An older event whose name was erased; the seal taken before proves what is left."""

    seal: str

    def recomputed(self) -> str:
        return self.own_hash if self.seal == super().recomputed() else ""


def is_intact(event: Event, erased: ErasedByLaw) -> bool:
    """Whether the event by itself is what was recorded; its place in the chain is not looked at."""
    link = link_of(event, erased)
    return link.recomputed() == link.own_hash and not any(content_breaks(event, erased))


def link_of(event: Event, erased: ErasedByLaw) -> Link:
    placed = (event.sequence, event.previous)
    if event.algorithm == Algorithm.NAME_IN_HEAD and event.signed_by is None:
        seal = erased.seals.get(event.sequence, "")
        return ResealedLink(*placed, event.nameless_head(), event.leaf, event.own_hash, seal)
    return Link(*placed, event.head(), event.leaf, event.own_hash)


def content_breaks(event: Event, erased: ErasedByLaw) -> Iterator[Break]:
    """What is wrong with an event's payload or with the name of its actor."""
    if hasattr(event, "kept"):
        if not fits(event.leaf, event.kept.salt, event.payload):
            yield event.sequence, "payload differs from its leaf"
        if event.sequence in erased.payloads:
            yield event.sequence, "payload stands although it was erased"
    elif erased.payloads.get(event.sequence, 0) <= event.sequence:
        yield event.sequence, "payload is missing and nothing says it was erased by law"
    if not _is_signed(event, event.signed_by, erased):
        yield event.sequence, "the name of the actor is not the one recorded"


def _is_signed(event: Event, signed: Signatory | None, erased: ErasedByLaw) -> bool:
    if signed is None:
        return erased.names.get(event.signatory_id or "", 0) > event.sequence
    is_own = signed.account_id == event.actor_id and signed.leaf not in erased.names
    return is_own and _name_fits(signed.leaf, signed.salt, *signed.content().items())


@lru_cache(maxsize=4_096)
def _name_fits(leaf: str, salt: str, *content: tuple[str, Any]) -> bool:
    return fits(leaf, salt, dict(content))


def fits(leaf: str, salt: str, content: Any) -> bool:
    """Whether ``leaf`` is that of the content; what cannot even be hashed does not fit."""
    try:
        return payload_leaf(salt, content) == leaf
    except (TypeError, ValueError):
        return False
