#!/usr/bin/env python3
"""核对一份凭据 / Verify one receipt, away from the platform: nothing but Python 3 is needed.

    python3 verify_receipt.py receipt.json anchors.csv

receipt.json 是平台出具的凭据，anchors.csv 是公示页上另存的校验值列表。
receipt.json is the receipt, anchors.csv the list saved earlier from the public page.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any


def canonical(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and NFC text."""
    return json.dumps(
        normalised(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def normalised(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {normalised(key): normalised(each) for key, each in value.items()}
    return [normalised(each) for each in value] if isinstance(value, list) else value


def hashed(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def findings(receipt: dict[str, Any], published: set[tuple[str, str]]) -> Iterator[str]:
    """What does not fit; nothing when the receipt holds."""
    said, anchor = receipt["said"], receipt["anchor"]
    if said:
        leaf = hashed(b"\0", bytes.fromhex(said["salt"]), canonical(said["payload"]))
        if leaf.hex() != receipt["leaf"]:
            yield "内容与记录不符 / the content is not the one recorded"
    body = {name: receipt[name] for name in ("sequence", "previous", "head", "leaf")}
    if hashed(b"\1", canonical(body)).hex() != receipt["own_hash"]:
        yield "记录与校验值不符 / the record differs from its hash"
    if anchor is None:
        yield "尚未公布，下次公布后请重新下载 / not published yet: fetch it again later"
    elif root_of(receipt) != anchor["root"]:
        yield "记录不在公布的区间内 / the record is not among those published"
    elif (str(anchor["sequence"]), anchor["root"]) not in published:
        yield "公布列表中没有这个根值 / the saved list does not have this root"


def root_of(receipt: dict[str, Any]) -> str:
    """The root to which the receipt's path leads (RFC 6962)."""
    node = hashed(b"\0", bytes.fromhex(receipt["own_hash"]))
    for side, beside in receipt["anchor"]["path"]:
        other = bytes.fromhex(beside)
        node = hashed(b"\1", other, node) if side == "left" else hashed(b"\1", node, other)
    return node.hex()


def main(receipt_path: str, anchors_path: str) -> int:
    with open(receipt_path, encoding="utf-8") as file:
        receipt = json.load(file)
    with open(anchors_path, encoding="utf-8-sig", newline="") as file:
        published = {(row["sequence"], row["root"]) for row in csv.DictReader(file)}
    found = list(findings(receipt, published))
    for finding in found:
        sys.stdout.write(f"✗ {finding}\n")
    if not found:
        own = f"{receipt['sequence']} {receipt['own_hash']}"
        sys.stdout.write(f"✓ 凭据有效 / the receipt holds: {own}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]) if len(sys.argv) == 3 else __doc__)
