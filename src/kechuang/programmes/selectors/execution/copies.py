"""Files of a stage as an invited expert may have them."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.base.blinding import blind_document
from kechuang.base.errors import Text, WrongState
from kechuang.files import storage
from kechuang.files.models import StoredFile
from kechuang.files.storage import path_of
from kechuang.programmes.models.execution import StageInvitation
from kechuang.programmes.selectors.execution.anonymity import names_at
from kechuang.programmes.selectors.execution.stages import Stage


@dataclass(frozen=True)
class StagePaper:
    name: str
    content: bytes
    media_type: str


def paper_of(invitation: StageInvitation, file: StoredFile, number: int) -> StagePaper:
    """The file itself; of a blind stage a copy without names, made anew.

    Raises ``BlindingError`` where no copy can be made, and refuses one that may still tell.
    """
    stage = Stage.of(invitation)
    if not stage.is_blind:
        return StagePaper(file.name, storage.get(file.digest), file.media_type)
    names = names_at(stage)
    copy = blind_document(path_of(file.digest), name=file.name, names=names, number=number)
    if copy.report.leaks:
        raise WrongState(
            Text("材料未提供", "The paper is not given"),
            Text("去除已知名称后仍可能看出是谁", "it may still tell whose it is without its names"),
            Text("请向项目主管说明需要的内容", "Tell the officer what you need to know of it"),
        )
    return StagePaper(copy.name, copy.content, "application/octet-stream")
