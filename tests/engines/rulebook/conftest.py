"""The real catalogue and packs, and a pack built from one clause."""

from __future__ import annotations

import pytest

from kechuang.engines.rulebook import (
    FactCatalogue,
    FactSheet,
    Pack,
    load_catalogue,
    load_folder,
    load_pack,
)
from kechuang.engines.rulebook.terms.grammar import Vocabulary
from tests.engines.rulebook.samples import MINIMAL, PACKS, good_facts


@pytest.fixture(scope="session")
def catalogue() -> FactCatalogue:
    return load_catalogue(PACKS / "facts.yaml")


@pytest.fixture
def vocabulary(catalogue: FactCatalogue) -> Vocabulary:
    return Vocabulary(catalogue)


@pytest.fixture(scope="session")
def vocabulary_of_session(catalogue: FactCatalogue) -> Vocabulary:
    return Vocabulary(catalogue)


@pytest.fixture(scope="session")
def packs(catalogue: FactCatalogue) -> dict[str, Pack]:
    return {pack.id: pack for pack in load_folder(PACKS, catalogue)}


@pytest.fixture
def pack_of(catalogue: FactCatalogue):
    """A pack from the conditions (and, after them, the amount) of its single clause."""

    def build(body: str, *, text_kind: str = "hard") -> Pack:
        indented = "\n".join(f"      {line}" for line in body.strip("\n").splitlines())
        indented = indented.replace("      amount:", "    amount:")
        text = MINIMAL.replace("CONDITIONS", indented).replace("TEXT_KIND", text_kind)
        return load_pack(text, name="sample.yaml", catalogue=catalogue)

    return build


@pytest.fixture
def good_firm() -> FactSheet:
    return FactSheet("firm", good_facts())
