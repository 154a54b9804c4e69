"""Only services write, nothing below the pages knows HTTP, engines are met at their front door."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from kechuang.cli.house.findings import Finding, python_modules, room_of

WRITES = {
    "save",
    "create",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
BELOW_THE_PAGES = ("services", "selectors", "tasks", "access", "models", "states")
PAGES = ("django.http", "django.shortcuts", "django.views", "django.contrib.messages", "ninja")
OPEN_DOORS = 3  # kechuang.engines.<engine>
DEEPEST = 4  # folders from a module up to its room


def stray_writes(root: Path) -> list[Finding]:
    """Calls that change records outside ``services``.

    The ground floor gives services their tools and engines have no records, so both are free;
    ``save`` with a positional argument writes a file, and ``super()`` belongs to the model itself.
    """
    return [
        Finding(f"{path.relative_to(root)}:{call.lineno}", f"only services call .{_method(call)}()")
        for path, tree in python_modules(root)
        if room_of(root, path) not in ("", "base", "engines") and not _is_door(path, "services")
        for call in _calls(tree)
        if _is_write(call)
    ]


def pages_below_pages(root: Path) -> list[Finding]:
    """Imports of HTTP in modules that must be usable without a request."""
    return _imports(
        root,
        where=lambda path: _is_door(path, *BELOW_THE_PAGES),
        what=lambda module: module.startswith(PAGES),
        why="knows HTTP; leave {} to views and api",
    )


def engine_internals(root: Path) -> list[Finding]:
    """Imports that reach behind an engine's public package."""
    return _imports(
        root,
        where=lambda path: room_of(root, path) != "engines",
        what=lambda module: (
            module.startswith("kechuang.engines.") and len(module.split(".")) > OPEN_DOORS
        ),
        why="import {} from the engine's own package instead",
    )


def _imports(
    root: Path, *, where: Callable[[Path], bool], what: Callable[[str], bool], why: str
) -> list[Finding]:
    return [
        Finding(f"{path.relative_to(root)}:{line}", why.format(module))
        for path, tree in python_modules(root)
        if where(path)
        for module, line in _imported(tree)
        if what(module)
    ]


def _imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno


def _is_door(path: Path, *doors: str) -> bool:
    """A module of that name, or anywhere within a package of that name."""
    return not {path.stem, *path.parent.parts[-DEEPEST:]}.isdisjoint(doors)


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _is_write(call: ast.Call) -> bool:
    method = _method(call)
    if method == "update":
        return ".objects." in ast.unparse(call.func)
    writes_a_file = method == "save" and bool(call.args)
    return (
        method in WRITES and not writes_a_file and not ast.unparse(call.func).startswith("super()")
    )


def _method(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""
