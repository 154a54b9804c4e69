"""Every reason for which a document cannot be blinded, and what its sender can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from kechuang.base.fenced import ENDINGS, FileError
from kechuang.engines.wording import Text

_AS_PDF = Text(
    "请用办公软件打开，另存为 PDF 或 .docx/.xlsx/.pptx 后再上传",
    "Open it in an office program, save it as PDF or .docx/.xlsx/.pptx and upload that",
)
_SPLIT = Text("请拆分成几个文件上传", "Split it into several files")


class BlindingError(FileError):
    """A document of which no copy without identity can be made."""

    reasons: ClassVar[Mapping[str, tuple[Text, Text]]] = {
        **ENDINGS,
        "unknown-format": (
            Text(
                "不认识这种格式（{detail}），无法判断里面有没有身份信息",
                "the format is unknown ({detail}), so nobody can tell what it gives away",
            ),
            _AS_PDF,
        ),
        "encrypted": (
            Text("文件已加密或设有密码", "it is encrypted or protected by a password"),
            Text("请去掉密码后再上传", "Remove the password and upload it again"),
        ),
        "macro": (
            Text("文件带有宏程序", "it contains macros"),
            Text("请另存为不带宏的格式后再上传", "Save it without macros and upload that"),
        ),
        "damaged": (
            Text("文件已损坏或不完整（{detail}）", "it is damaged or incomplete ({detail})"),
            _AS_PDF,
        ),
        "entities": (
            Text("内含实体定义（DTD），可能是攻击", "it declares entities, which may be an attack"),
            _AS_PDF,
        ),
        "nothing": (
            Text("没有可见的内容", "nothing in it can be seen"),
            Text("请确认选对了文件再上传", "Check that the right file was chosen"),
        ),
        "part-size": (
            Text("{detail} 超过 {limit} 字节", "{detail} is larger than {limit} bytes"),
            _SPLIT,
        ),
        "pages": (Text("超过 {limit} 页", "it has more than {limit} pages"), _SPLIT),
        "page-size": (
            Text("第 {detail} 页边长超过 {limit} 点", "page {detail} is over {limit} points wide"),
            Text("请改为常用纸张后再上传", "Use a common paper size and upload it again"),
        ),
        "picture-size": (
            Text("图片超过 {limit} 像素", "a picture has more than {limit} pixels"),
            Text("请缩小图片后再上传", "Make the picture smaller and upload it again"),
        ),
        "nested": (
            Text("压缩包套了超过 {limit} 层", "archives lie more than {limit} deep in one another"),
            Text("请先解开内层压缩包", "Unpack the inner archives first"),
        ),
        "name-kind": (
            Text("名单第 {limit} 行没有写明种类：{detail}", "line {limit} names no kind: {detail}"),
            Text("例如：单位 = 甲公司 | 甲", "Write for example: unit = Acme Ltd | Acme"),
        ),
        "name-short": (
            Text(
                "名称“{detail}”不足两个字，会误伤正文", "the name “{detail}” is too short to tell"
            ),
            Text("请写全称", "Give the full name"),
        ),
    }
    nameless: ClassVar[Text] = Text("文件无法匿名处理", "The document cannot be blinded")
