"""A folder of procedures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.flow.reading.procedures import load_procedure
from kechuang.engines.packfile import Problems, id_given_twice, name_below, text_of
from kechuang.engines.wording import Text

FOLDER = "procedures"
ANOTHER_HAS_IT = Text("另一个流程已用此编号", "another procedure has this id")
ADOPTING = re.compile(r"^adopts: *(\S+)", re.MULTILINE)
_ID = re.compile(r"^id: *(\S+)", re.MULTILINE)


def procedure_paths(path: Path) -> list[Path]:
    """The procedure files at or below ``path``: ``…/procedures/*.yaml``, or ``path`` itself."""
    return [path] if path.is_file() else sorted(path.rglob(f"{FOLDER}/*.yaml"))


def load_procedures(
    path: Path | str, *, known_facts: frozenset[str] | None = None
) -> tuple[Procedure, ...]:
    """Every procedure at or below ``path``, ordered by id. BrokenPackError lists all problems of
    all files.

    A base that an option pack adopts is looked for at ``path``, and, for a single file, in the
    folders above it.
    """
    path = Path(path)
    loaded, problems = _load(procedure_paths(path), path, known_facts)
    problems.refuse()
    return tuple(loaded[name] for name in sorted(loaded))


def _load(
    files: Iterable[Path], root: Path, known_facts: frozenset[str] | None
) -> tuple[dict[str, Procedure], Problems]:
    problems, texts = Problems(), dict[str, str]()
    for file in files:
        with problems.catching():
            texts[name_below(file, root)] = text_of(file)
    loaded: dict[str, Procedure] = {}
    for name, text in sorted(texts.items(), key=lambda one: bool(ADOPTING.search(one[1]))):
        base = ADOPTING.search(text)
        adoptable = _above(root, base[1]) if base and root.is_file() else loaded
        with problems.catching():
            procedure = load_procedure(
                text, name=name, adoptable=adoptable, known_facts=known_facts
            )
            if procedure.id in loaded:
                raise id_given_twice(name, procedure.id, ANOTHER_HAS_IT)
            loaded[procedure.id] = procedure
    return loaded, problems


def _above(path: Path, base: str) -> dict[str, Procedure]:
    """The base of a single option pack, from the nearest folder above that holds it."""
    for folder in path.resolve().parents:
        for file in procedure_paths(folder):
            text = text_of(file)
            named = _ID.search(text)
            if named and named[1] == base and not ADOPTING.search(text):
                return {base: load_procedure(text, name=file.name)}
    return {}
