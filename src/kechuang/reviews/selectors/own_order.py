"""An order that tells nothing: the same for one viewer every time, another for each viewer."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable
from typing import TypeVar

from kechuang.base.actors import Actor
from kechuang.reviews.models import ReviewRound

Row = TypeVar("Row")


def in_own_order(
    rows: Iterable[Row], *, actor: Actor, review_round: ReviewRound, key: Callable[[Row], object]
) -> list[Row]:
    """``rows`` shuffled by the round's secret, the viewer and ``key`` of each row."""
    secret = bytes.fromhex(review_round.order_key)

    def place(row: Row) -> bytes:
        message = f"{actor.account_id}\n{key(row)}".encode()
        return hmac.new(secret, message, hashlib.sha256).digest()

    return sorted(rows, key=place)
