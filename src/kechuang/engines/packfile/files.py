"""The files of a folder of packs: their names in refusals, their text, ids given twice."""

from __future__ import annotations

from pathlib import Path

from kechuang.engines.packfile.refusals import PackError
from kechuang.engines.wording import Text


def name_below(file: Path, root: Path) -> str:
    """How refusals name ``file``: its path below ``root``, or its own name if it is the root."""
    return file.name if file == root else file.relative_to(root).as_posix()


def text_of(file: Path) -> str:
    """The text of ``file``; PackError when it is not UTF-8."""
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


def id_given_twice(name: str, pack_id: str, why: Text) -> PackError:
    """The refusal of the file ``name`` whose id another file has; ``why`` says which kind."""
    return PackError(
        file=name,
        line=1,
        what=Text(f"编号“{pack_id}”", f"id “{pack_id}”"),
        why=why,
        mend=Text("请换一个编号", "choose another id"),
    )
