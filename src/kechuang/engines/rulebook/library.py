"""A folder of packs."""

from __future__ import annotations

from pathlib import Path

from kechuang.engines.packfile import id_given_twice, name_below, text_of
from kechuang.engines.rulebook.catalogue import FactCatalogue
from kechuang.engines.rulebook.ordering import in_order
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.reading.packs import load_pack
from kechuang.engines.wording import Refusal, Text

FOLDER = "policies"
CATALOGUE = "facts.yaml"
CASES_SUFFIX = ".test.yaml"
ANOTHER_HAS_IT = Text("另一个政策包已用此编号", "another pack has this id")


def pack_paths(path: Path) -> list[Path]:
    """The pack files at or below ``path``: ``…/policies/*.yaml`` without their test cases."""
    if path.is_file():
        return [path]
    found = sorted(path.rglob("*.yaml"))
    return [
        file
        for file in found
        if file.parent.name == FOLDER and not file.name.endswith(CASES_SUFFIX)
    ]


def load_folder(path: Path | str, catalogue: FactCatalogue) -> tuple[Pack, ...]:
    """Every pack at or below ``path``, ordered by id; what they build on must be there too."""
    path = Path(path)
    texts = {name_below(file, path): text_of(file) for file in pack_paths(path)}
    packs: dict[str, Pack] = {}
    for name in in_order(texts):
        pack = load_pack(texts[name], name=name, catalogue=catalogue, adoptable=packs)
        if pack.id in packs:
            raise id_given_twice(name, pack.id, ANOTHER_HAS_IT)
        packs[pack.id] = pack
    return tuple(packs[pack_id] for pack_id in sorted(packs))


def find_catalogue(place: Path, *, option: str = "--catalogue") -> Path:
    """``facts.yaml`` in the folder of packs ``place`` or the nearest above; Refusal if none has it.

    ``option``: how the command lets people name it.
    """
    for folder in (place.resolve(), *place.resolve().parents):
        if (folder / CATALOGUE).is_file():
            return folder / CATALOGUE
    raise Refusal(
        Text(f"没有找到 {CATALOGUE}", f"{CATALOGUE} was not found"),
        Text(f"{place} 及其上级目录中都没有", f"neither {place} nor a folder above has it"),
        Text(f"请用 {option} 指明", f"name it with {option}"),
    )
