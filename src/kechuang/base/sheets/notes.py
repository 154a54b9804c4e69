"""The words of each doubt about a cell."""

from __future__ import annotations

from kechuang.engines.wording import Text

_WORDS = {
    "formula": Text(
        "公式没有计算结果：{detail}；请用 Excel 打开并保存后再上传",
        "The formula was never calculated: {detail}; open and save it in Excel",
    ),
    "error": Text(
        "单元格是错误值 {detail}；请改正公式或填写数值",
        "The cell holds the error {detail}; mend the formula or type the value",
    ),
    "merged": Text(
        "本格已与 {detail} 合并，值只在 {detail}；请取消合并并逐行填写",
        "This cell is merged with {detail}, where the value is; unmerge and fill every row",
    ),
    "surplus": Text("表头之外还有内容：{detail}", "There is content beyond the header: {detail}"),
    "precision": Text(
        "数字超过 15 位，Excel 已丢失末位；请把该列设为文本后重新填写",
        "A number of more than 15 digits has lost its end in Excel; enter it as text",
    ),
    "invisible": Text(
        "已去掉看不见的字符（零宽空格、控制符等）",
        "Unseen characters (zero-width, control) were removed",
    ),
}


def describe(code: str, detail: str) -> Text:
    """The sentence for ``code`` about ``detail``."""
    return Text(*(part.format(detail=detail) for part in _WORDS[code]))
