"""A folder of packs."""

from __future__ import annotations

from pathlib import Path

from kechuang.engines.packfile import PackError, read_yaml
from kechuang.engines.rulebook.catalogue import FactCatalogue
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.reading.packs import load_pack
from kechuang.engines.wording import Text

FOLDER = "policies"
CASES_SUFFIX = ".test.yaml"


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
    """Every pack at or below ``path``, ordered by id; adopted packs must be there too."""
    path = Path(path)
    texts = {_name(file, path): _text_of(file) for file in pack_paths(path)}
    adopting = {name for name, text in texts.items() if "adopts" in read_yaml(text, name=name)}
    packs: dict[str, Pack] = {}
    for name in sorted(texts, key=lambda name: (name in adopting, name)):
        pack = load_pack(texts[name], name=name, catalogue=catalogue, adoptable=packs)
        if pack.id in packs:
            raise _twice(name, pack.id)
        packs[pack.id] = pack
    return tuple(packs[pack_id] for pack_id in sorted(packs))


def _name(file: Path, root: Path) -> str:
    return file.name if file == root else file.relative_to(root).as_posix()


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise PackError(
            file=file.name,
            line=1,
            what=Text("文件编码", "the encoding"),
            why=Text("不是 UTF-8", "is not UTF-8"),
            mend=Text("请另存为 UTF-8", "save it as UTF-8"),
        ) from None


def _twice(name: str, pack_id: str) -> PackError:
    return PackError(
        file=name,
        line=1,
        what=Text(f"编号“{pack_id}”", f"id “{pack_id}”"),
        why=Text("另一个政策包已用此编号", "another pack has this id"),
        mend=Text("请换一个编号", "choose another id"),
    )
