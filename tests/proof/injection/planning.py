"""Which payloads go into which field in which round: each into every field, joined where long."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from tests.proof.forms import Field
from tests.proof.injection.payloads import ALONE, Payload, every_payload

LONGEST, SHORT, OVERLONG = 2_500, 150, 400
HALVES = 2
TOLD_APART = {"sql", "null", "invisible", "symbol", "bomb"}
"""What one database may refuse, cut or run where the other does not: both are given all of it."""
Round = dict[str, bytes]


def rounds(
    fields: Sequence[Field], *, rng: random.Random, half: int, most: int = 0
) -> Iterator[Round]:
    """Texts for all ``fields`` at once; over both halves (0 and 1) each field gets every payload.

    ``most`` draws that many rounds only. Payloads that may be refused alone stand alone.
    """
    shares = {each.name: chunks(_length(each), _separator(each)) for each in fields}
    if not shares:
        return
    count = max(map(len, shares.values()))
    share = range(half, count, HALVES)
    for turn in sorted(rng.sample(range(count), min(most, count))) if most else share:
        yield {
            name: texts[(turn + 7 * place) % len(texts)]
            for place, (name, texts) in enumerate(shares.items())
        }


def _length(each: Field) -> int:
    """How long texts are joined; what a short field refuses anyway is sent overlong."""
    limit = each.limit or LONGEST
    return limit if limit >= SHORT else OVERLONG


def _separator(each: Field) -> bytes:
    return b"\n" if each.kind == "textarea" else b" "


def chunks(limit: int, separator: bytes) -> list[bytes]:
    """The payloads as few texts within ``limit`` characters, longer ones as they are.

    A formula runs only where it begins a cell: each text begins with another one, and those that
    are left over stand alone.
    """
    texts, joined = [], b""
    heads = [payload.raw for payload in every_payload() if payload.family == "formula"]
    for payload in every_payload():
        if payload.family == "formula":
            continue
        if payload.family in ALONE or len(payload.text) > limit:
            texts.append(payload.raw)
        elif len(joined) + len(payload.raw) + 1 > limit:
            texts.append(joined)
            head = heads.pop() if heads and len(heads[-1]) + len(payload.raw) < limit else b""
            joined = separator.join(filter(None, (head, payload.raw)))
        else:
            joined = separator.join(filter(None, (joined, payload.raw)))
    return [*texts, joined, *heads]


def decodable(half: int) -> list[Payload]:
    """Payloads that a text file in UTF-8 can hold; of what no database tells apart, one half."""
    found = [p for p in every_payload() if p.text.isprintable() or p.family == "formula"]
    shared = [p for p in found if p.family not in TOLD_APART]
    return [p for p in found if p.family in TOLD_APART] + shared[half::HALVES]
