"""An index in a folder: one .npy per array and a manifest with the size and digest of each file."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kechuang.engines.match.postings import Postings
from kechuang.engines.match.signals import COUNTED, WORDED, AttributeTable
from kechuang.engines.wording import Refusal, Text

FORMAT = "kechuang-match"
VERSION = 2
MANIFEST = "manifest.json"
IDS = "ids.json"
COLUMNS = tuple(f"attribute_{name}" for name in (*WORDED, *COUNTED))
FILES = {IDS, *(f"{name}.npy" for name in (*Postings._fields, *COLUMNS))}
REBUILD = Text("请从源数据重建索引", "Build the index again from the source data")


class IndexRefusal(Refusal):
    """An index that cannot be built or opened."""


def refuse_repeated_ids(ids: Sequence[str]) -> None:
    """Ids in order; the first one that comes twice is named."""
    for one, other in pairwise(ids):
        if one == other:
            raise IndexRefusal(
                Text(f"编号 {one} 出现两次", f"Id {one} comes twice"),
                Text("每份文档的编号必须唯一", "every document needs an id of its own"),
                Text("请去掉重复的文档或更换编号", "Remove the repeated document or change its id"),
            )


def write_index(
    folder: Path, ids: tuple[str, ...], postings: Postings, attributes: AttributeTable
) -> None:
    """Write every file beside its place and move it there, the manifest last."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    for name, array in _arrays(postings, attributes).items():
        _put_array(folder / name, array)
    _put_json(folder / IDS, {"ids": ids, "words": attributes.words})
    files = {
        name: [(folder / name).stat().st_size, _digest(folder / name)] for name in sorted(FILES)
    }
    _put_json(folder / MANIFEST, {"format": FORMAT, "version": VERSION, "files": files})


def read_index(folder: Path, *, verify: bool) -> tuple[tuple[str, ...], Postings, AttributeTable]:
    """Check format, version and files, then map the arrays; IndexRefusal if anything is off."""
    for name, told in _read_manifest(folder).items():
        if not _is_as_told(folder / name, told, verify=verify):
            raise _damaged(folder, name)
    arrays = {
        name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r"))
        for name in (*Postings._fields, *COLUMNS)
    }
    register = json.loads((folder / IDS).read_text("utf-8"))
    postings = Postings(*(arrays[name] for name in Postings._fields))
    columns = {name: arrays[f"attribute_{name}"] for name in (*WORDED, *COUNTED)}
    words = {name: tuple(values) for name, values in register["words"].items()}
    return tuple(register["ids"]), postings, AttributeTable(columns, words)


def _is_as_told(path: Path, told: list[Any], *, verify: bool) -> bool:
    size, digest = told
    if not path.is_file() or path.stat().st_size != size:
        return False
    return not verify or _digest(path) == digest


def _arrays(postings: Postings, attributes: AttributeTable) -> dict[str, npt.NDArray[Any]]:
    arrays: dict[str, npt.NDArray[Any]] = {
        f"{name}.npy": array for name, array in postings._asdict().items()
    }
    arrays.update({f"attribute_{name}.npy": array for name, array in attributes.columns.items()})
    return arrays


def _put_array(path: Path, array: npt.NDArray[Any]) -> None:
    draft = path.with_suffix(".draft")
    with draft.open("wb") as file:
        np.save(file, np.ascontiguousarray(array), allow_pickle=False)
    os.replace(draft, path)


def _put_json(path: Path, content: dict[str, Any]) -> None:
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True), "utf-8")
    os.replace(draft, path)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_manifest(folder: Path) -> dict[str, list[Any]]:
    """File names with their sizes and digests, once format and version are known to be ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(folder, MANIFEST) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _damaged(folder, MANIFEST)
    if manifest.get("version") != VERSION:
        raise IndexRefusal(
            Text(f"索引 {folder} 版本不符", f"Index {folder} has another version"),
            Text(
                f"文件为版本 {manifest.get('version')}，本程序读版本 {VERSION}",
                f"the files say {manifest.get('version')}, this program reads {VERSION}",
            ),
            REBUILD,
        )
    files = manifest.get("files")
    if not isinstance(files, dict) or set(files) != FILES:
        raise _damaged(folder, MANIFEST)
    return files


def _damaged(folder: Path, name: str) -> IndexRefusal:
    return IndexRefusal(
        Text(f"索引 {folder} 无法打开", f"Index {folder} cannot be opened"),
        Text(f"文件 {name} 缺失或内容已变", f"file {name} is missing or has changed"),
        REBUILD,
    )
