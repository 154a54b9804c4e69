"""Small repositories in which a fault can be planted."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def plant(root: Path, name: str, text: str = "") -> Path:
    """Write one file, and an ``__init__`` in every package above it."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    for folder in path.parents:
        if (root / "src") in folder.parents and path.suffix == ".py":
            (folder / "__init__.py").touch()
    return path


def copy_from_here(root: Path, *names: str) -> None:
    """Copy files of this repository to the same places in ``root``."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
