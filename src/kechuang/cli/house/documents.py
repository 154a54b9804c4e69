"""Documentation that is tested: the map, the glossary, the settings and the mechanisms."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from kechuang.cli.house.findings import Finding, repository_files

FIRST_CELL = re.compile(r"^\| `([^`]+)`", re.MULTILINE)
RELATIVE_LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#]+)")
CODE_NAME = re.compile(r"`([^`]+)`")


def map_findings(root: Path) -> list[Finding]:
    """Every package on docs/map.md exists, and every package is on it."""
    mapped = set(FIRST_CELL.findall((root / "docs" / "map.md").read_text("utf-8")))
    built = set(_packages(root / "src" / "kechuang"))
    return _differences("docs/map.md", written=mapped, real=built)


def settings_findings(root: Path) -> list[Finding]:
    """Every environment variable that is read is in docs/ops/settings.md, and the reverse."""
    source = (root / "src/kechuang/site/environment.py").read_text("utf-8")
    read = {name for name in _looked_up(ast.parse(source)) if name.isupper()}
    listed = set(FIRST_CELL.findall((root / "docs" / "ops" / "settings.md").read_text("utf-8")))
    return _differences("docs/ops/settings.md", written=listed, real=read)


def glossary_findings(root: Path) -> list[Finding]:
    """Every code name of docs/glossary.md is a word of the code or of a pack."""
    words = _words(root)
    return [
        Finding(f"docs/glossary.md:{number}", f"no such name in code or packs: {name}")
        for number, line in enumerate(
            (root / "docs/glossary.md").read_text("utf-8").splitlines(), 1
        )
        if line.startswith("|")
        for name in CODE_NAME.findall(line)
        if not words.issuperset(re.findall(r"\w+", name))
    ]


def mechanism_findings(root: Path) -> list[Finding]:
    """Every module, pack and test that docs/mechanisms.csv names exists."""
    findings = []
    with (root / "docs" / "mechanisms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            findings += [
                Finding(f"docs/mechanisms.csv {row['id']}", f"does not exist: {name}")
                for name in [*_parts(row["served_by"]), *_parts(row["proved_by"])]
                if not _exists(root, name)
            ]
            if bool(row["served_by"]) != bool(row["proved_by"]):
                findings.append(
                    Finding(f"docs/mechanisms.csv {row['id']}", "served but not proved")
                )
    return findings


def link_findings(root: Path) -> list[Finding]:
    """Links of the documentation that lead nowhere in this repository."""
    return [
        Finding(f"{path.relative_to(root)}:{number}", f"leads nowhere: {target}")
        for path in repository_files(root, "*.md")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for target in RELATIVE_LINK.findall(line)
        if not (path.parent / target).exists()
    ]


def _packages(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*/__init__.py")):
        yield path.parent.name
    for path in sorted((folder / "engines").glob("*/__init__.py")):
        yield f"engines/{path.parent.name}"


def _differences(where: str, *, written: set[str], real: set[str]) -> list[Finding]:
    return [Finding(where, f"does not exist: {name}") for name in sorted(written - real)] + [
        Finding(where, f"is missing: {name}") for name in sorted(real - written)
    ]


def _looked_up(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "values.get",
            "os.environ.get",
        ):
            yield str(ast.literal_eval(node.args[0]))


def _words(root: Path) -> set[str]:
    words: set[str] = set()
    for folder, pattern in (("src", "*.py"), ("packs", "*.yaml")):
        for path in repository_files(root / folder, pattern):
            words.update(re.findall(r"\w+", path.read_text("utf-8")), path.parts, (path.stem,))
    return words


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _exists(root: Path, name: str) -> bool:
    if "::" in name:
        return _has_test(root, *name.split("::", 1))
    if name.startswith("kechuang."):
        path = root / "src" / name.replace(".", "/")
        return path.is_dir() or path.with_suffix(".py").is_file()
    return name.startswith("packs/") and (root / name).exists()


def _has_test(root: Path, path: str, test: str) -> bool:
    if not (root / path).is_file():
        return False
    tree = ast.parse((root / path).read_text("utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == test for node in ast.walk(tree))
