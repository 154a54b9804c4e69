"""Files that are refused, in words that tell the sender how to mend them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from kechuang.engines.wording import Refusal, Text

_SMALLER = Text("请拆分成几个较小的文件", "Split it into several smaller files")
ENDINGS: Mapping[str, tuple[Text, Text]] = {
    "missing": (
        Text("文件不存在或无法打开", "the file is missing or cannot be opened"),
        Text("请重新上传", "Upload it again"),
    ),
    "empty": (
        Text("文件是空的", "the file is empty"),
        Text("请确认选对了文件再上传", "Check that the right file was chosen"),
    ),
    "file-size": (
        Text("文件超过 {limit} 字节", "the file is larger than {limit} bytes"),
        _SMALLER,
    ),
    "timeout": (
        Text("{limit} 秒内没有处理完", "it could not be processed within {limit} seconds"),
        _SMALLER,
    ),
    "memory": (
        Text("处理所需内存超过上限", "processing it needs more memory than allowed"),
        _SMALLER,
    ),
    "depth": (
        Text("内容嵌套过深", "its content is nested too deeply"),
        Text("请用办公软件另存后再上传", "Save it again with an office program"),
    ),
    "crashed": (
        Text("处理程序意外中止（{detail}）", "the program stopped unexpectedly ({detail})"),
        Text("请用办公软件另存后再上传", "Save it again with an office program"),
    ),
}
"""The ways in which a fenced process can end without an answer; every family words them."""


class FileError(Refusal):
    """A file that cannot be processed; ``code`` is stable for programs."""

    reasons: ClassVar[Mapping[str, tuple[Text, Text]]] = ENDINGS
    nameless: ClassVar[Text] = Text("文件无法处理", "The file cannot be processed")

    def __init__(self, code: str, why: Text, mend: Text, *, name: str = "") -> None:
        what = self.nameless
        if name:
            what = Text(f"「{name}」无法处理", f"“{name}” cannot be processed")
        super().__init__(what, why, mend)
        self.code = code

    @classmethod
    def known_as(cls, code: str, *, limit: int = 0, detail: str = "", name: str = "") -> Self:
        """The refusal known as ``code``, with its particulars filled in."""
        why, mend = cls.reasons[code]
        filled = Text(*(part.format(limit=limit, detail=detail) for part in why))
        return cls(code, filled, mend, name=name)
