"""Backups as an attacker, a bad disk or another version would have made them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Entries = dict[str, bytes]


def unpacked(file: Path) -> Entries:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(entries: Entries, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target


def forged(file: Path, change: Callable[[Entries], object]) -> Path:
    """A copy of the backup in which ``change`` was made."""
    entries = unpacked(file)
    change(entries)
    return packed(entries, file.with_name("forged.zip"))


def with_manifest(file: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """A copy of the backup whose manifest says something else."""

    def rewrite(entries: Entries) -> None:
        manifest = json.loads(entries["manifest.json"])
        change(manifest)
        entries["manifest.json"] = json.dumps(manifest).encode()

    return forged(file, rewrite)


def add_described(file: Path, name: str, content: bytes) -> Path:
    """A copy with one more entry, which its manifest knows."""
    digest = hashlib.sha256(content).hexdigest()
    added = forged(file, lambda entries: entries.update({name: content}))
    member = {"size": len(content), "sha256": digest}
    return with_manifest(added, lambda manifest: manifest["members"].update({name: member}))
