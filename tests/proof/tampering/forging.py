"""Edits by somebody who knows the format: everything that can be mended is mended."""

from __future__ import annotations

import random
from typing import Any

from kechuang.audit.inclusion import merkle_root
from kechuang.audit.models import Anchor, ChainHead, Erasure, Event, Payload
from kechuang.audit.selectors.anchors import hashes_between
from kechuang.audit.states import ERASE, PUBLISH, Algorithm
from kechuang.engines.seal import digest, link_hash, payload_leaf
from kechuang.ledger.models import Account, Transfer, Voucher
from kechuang.ledger.selectors.verifying import summed_totals


def rechain(rng: random.Random) -> str:
    """One event says something else, and every hash after it is recomputed."""
    event = rng.choice(list(Event.objects.exclude(command__in=(ERASE, PUBLISH))))
    change = rng.choice(
        [{"target_id": "77"}, {"is_system": not event.is_system}, {"target_kind": "demo.forged"}]
    )
    Event.objects.filter(pk=event.pk).update(**change)
    rewrite(event.sequence)
    return f"rechained from {event.sequence}: {change}"


def truncate(rng: random.Random) -> str:
    """The newest events vanish with all that hangs on them, and the head is set back."""
    erasing = Event.objects.filter(command=ERASE).latest("sequence").sequence
    money = Event.objects.filter(target_kind__startswith="ledger.").latest("sequence").sequence
    last = rng.randrange(max(erasing, money), ChainHead.objects.get().sequence)
    for rows in (
        Anchor.objects.filter(event__gt=last),
        Payload.objects.filter(event__gt=last),
        Event.objects.filter(sequence__gt=last),
    ):
        rows._raw_delete(rows.db)
    kept = Event.objects.get(sequence=last)
    ChainHead.objects.update(sequence=last, own_hash=kept.own_hash)
    return f"truncated after {last}"


def erase_silently(rng: random.Random) -> str:
    """Payloads vanish and nothing says why."""
    kept = list(Payload.objects.values_list("pk", flat=True))
    gone = rng.sample(kept, rng.randint(1, 5))
    Payload.objects.filter(pk__in=gone).delete()
    return f"payloads of {gone} erased without a word"


def forge_erasure(rng: random.Random) -> str:
    """A payload vanishes and the table says that some event erased it; the chain does not."""
    victim = rng.choice(list(Payload.objects.order_by("pk")[:20]))
    later = list(Event.objects.filter(sequence__gt=victim.pk))
    by = rng.choice([event for event in later if event.command != PUBLISH])
    Erasure.objects.create(event_id=victim.pk, erased_by=by)
    victim.delete()
    return f"forged an erasure of {victim.pk} by {by.sequence}"


def erase_anew(rng: random.Random) -> str:
    """A lawful erasure is made to tell of one payload more, and the chain is recomputed."""
    erasing = Event.objects.filter(command=ERASE).latest("sequence")
    victim = rng.choice(list(Payload.objects.filter(event__lt=erasing.sequence)))
    _say(erasing, payloads=[*erasing.payload["payloads"], victim.pk])
    Erasure.objects.create(event_id=victim.pk, erased_by=erasing)
    Payload.objects.filter(pk=victim.pk).delete()
    rewrite(erasing.sequence)
    return f"made {erasing.sequence} erase {victim.pk} as well"


def move_money(rng: random.Random) -> str:
    """A transfer gets another amount; totals, seal, event and chain are all mended."""
    transfer = rng.choice(list(Transfer.objects.filter(pending__isnull=True, resolution=None)))
    amount = transfer.amount_fen + rng.randint(1, 10_000)
    Transfer.objects.filter(pk=transfer.pk).update(amount_fen=amount)
    voucher = Voucher.objects.get(pk=transfer.voucher_id)
    seal = digest(voucher.content())
    Voucher.objects.filter(pk=voucher.pk).update(seal=seal)
    for pk, totals in summed_totals().items():
        Account.objects.filter(pk=pk).update(**totals)
    event = Event.objects.get(target_kind="ledger.voucher", target_id=str(voucher.pk))
    _say(event, seal=seal)
    rewrite(event.sequence)
    return f"moved {amount - transfer.amount_fen} fen more by {voucher}"


def rewrite(first: int) -> None:
    """Recompute every hash from ``first`` to the end, published heads and erasures included."""
    seals: dict[str, str] = {}
    previous = Event.objects.get(sequence=first).previous
    for event in Event.objects.filter(sequence__gte=first):
        event.previous = previous
        if event.command == ERASE:
            _say(event, seals={**event.payload["seals"], **seals})
        if event.command == PUBLISH:
            _publish_anew(event)
        previous = _hashed(event, seals)
        Event.objects.filter(pk=event.pk).update(
            previous=event.previous, leaf=event.leaf, own_hash=previous
        )
    ChainHead.objects.update(own_hash=previous)


def _hashed(event: Event, seals: dict[str, str]) -> str:
    placed: dict[str, Any] = {
        "sequence": event.sequence,
        "previous": event.previous,
        "leaf": event.leaf,
    }
    if event.algorithm == Algorithm.NAME_IN_HEAD and event.signed_by is None:
        seals[str(event.sequence)] = link_hash(**placed, head=event.nameless_head())
        return seals[str(event.sequence)]
    return link_hash(**placed, head=event.head())


def _publish_anew(event: Event) -> None:
    sequence = event.anchor.sequence
    earlier = Anchor.objects.filter(sequence__lt=sequence).first()
    anew = {
        "own_hash": Event.objects.get(sequence=sequence).own_hash,
        "root": merkle_root(hashes_between(earlier, sequence)),
    }
    Anchor.objects.filter(pk=event.pk).update(**anew)
    _say(event, **anew)


def _say(event: Event, **changes: Any) -> None:
    """Let the event have said something else, under the same salt."""
    event.kept.payload = {**event.payload, **changes}
    event.leaf = payload_leaf(event.salt, event.payload)
    Payload.objects.filter(pk=event.pk).update(payload=event.payload)
    Event.objects.filter(pk=event.pk).update(leaf=event.leaf)
