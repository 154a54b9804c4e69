"""A finding of a house check, and the files that the checks look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple


class Finding(NamedTuple):
    """``where`` is a path inside the repository, with the line where that is known."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def repository_files(root: Path, *patterns: str) -> Iterator[Path]:
    """Every file that belongs to the repository (``.gitignore`` is obeyed), sorted."""
    ignored = _ignored_names(root)
    for path in _walk(root, ignored):
        if not patterns or any(fnmatch(path.name, pattern) for pattern in patterns):
            yield path


def python_modules(root: Path) -> Iterator[tuple[Path, ast.Module]]:
    """Every module below ``src/kechuang`` but migrations, parsed."""
    for path in repository_files(root / "src", "*.py"):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text("utf-8"))


def room_of(root: Path, path: Path) -> str:
    """The folder of ``src/kechuang`` that ``path`` lies in; empty for the package's own files."""
    parts = path.relative_to(root / "src" / "kechuang").parts
    return parts[0] if len(parts) > 1 else ""


def _walk(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, name) for name in ignored):
            continue
        if path.is_dir():
            yield from _walk(path, ignored)
        else:
            yield path


def _ignored_names(root: Path) -> list[str]:
    listed = next(
        (f / ".gitignore" for f in (root, *root.parents) if (f / ".gitignore").exists()), None
    )
    lines = listed.read_text("utf-8").splitlines() if listed else []
    return [".git", "__pycache__", *(line.strip("/ ") for line in lines if line.strip())]
