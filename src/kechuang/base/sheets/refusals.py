"""Every way in which a table can be refused, in words that tell the sender how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from kechuang.base.fenced import ENDINGS, FileError
from kechuang.engines.wording import Text

_SAVE_AS_XLSX = Text(
    "请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传",
    "Open it in Excel or WPS, save it as .xlsx and upload that",
)
_SPLIT = Text("请拆分成几个文件上传", "Split it into several files")
_CLEAR = Text(
    "请删除表格以外的行和列（选中后右键删除，不是清除内容），保存后再上传",
    "Delete the rows and columns outside the table, save and upload again",
)
_SAVE_AS_UTF8 = Text("请另存为 .xlsx 或 UTF-8 编码的 CSV", "Save it as .xlsx or as CSV in UTF-8")
_REASONS: Mapping[str, tuple[Text, Text]] = {
    **ENDINGS,
    "blank": (
        Text("表里没有任何内容", "there is nothing in the table"),
        Text("请填写后再上传", "Fill it in and upload again"),
    ),
    "file-size": (
        Text("文件超过 {limit} 字节", "the file is larger than {limit} bytes"),
        _SPLIT,
    ),
    "unsupported": (
        Text("不支持这种格式（{detail}）", "this format is not supported ({detail})"),
        Text("请上传 .xlsx、.xls、.csv 或 .json", "Upload .xlsx, .xls, .csv or .json"),
    ),
    "mismatch": (
        Text("内容是 {detail}，与扩展名不符", "the content is {detail}, unlike the file extension"),
        _SAVE_AS_XLSX,
    ),
    "macro": (
        Text("工作簿带有宏", "the workbook contains macros"),
        Text("请另存为不带宏的 .xlsx", "Save it as .xlsx without macros"),
    ),
    "password": (
        Text("工作簿设有打开密码", "the workbook is protected by a password"),
        Text("请去掉密码后再上传", "Remove the password and upload again"),
    ),
    "damaged": (
        Text("文件已损坏或不完整（{detail}）", "the file is damaged or incomplete ({detail})"),
        _SAVE_AS_XLSX,
    ),
    "entities": (
        Text(
            "文件内含实体定义（DTD），可能是攻击",
            "it declares XML entities, which may be an attack",
        ),
        _SAVE_AS_XLSX,
    ),
    "sheet": (
        Text("没有这张工作表：{detail}", "there is no such worksheet: {detail}"),
        Text("请核对工作表名称", "Check the name of the worksheet"),
    ),
    "no-header": (
        Text(
            "找不到表头（第 {detail} 行不像表头）", "no header was found (row {detail} is not one)"
        ),
        Text("请在数据上方加一行列名", "Put one row of column names above the data"),
    ),
    "duplicate-header": (
        Text("列名重复：{detail}", "column names occur twice: {detail}"),
        Text("请给每一列取不同的名称", "Give every column its own name"),
    ),
    "rows": (
        Text("超过 {limit} 行（{detail}）", "there are more than {limit} rows ({detail})"),
        _CLEAR,
    ),
    "columns": (
        Text("超过 {limit} 列（{detail}）", "there are more than {limit} columns ({detail})"),
        _CLEAR,
    ),
    "cells": (
        Text("超过 {limit} 个单元格（{detail}）", "there are more than {limit} cells ({detail})"),
        _CLEAR,
    ),
    "cell-length": (
        Text("{detail} 的文字超过 {limit} 字", "the text at {detail} is longer than {limit}"),
        Text("请缩短这一格", "Shorten that cell"),
    ),
    "text": (
        Text("文字总量超过 {limit} 字", "there are more than {limit} characters in all"),
        _SPLIT,
    ),
    "encoding": (
        Text("既不是 UTF-8 也不是 GB18030 编码", "the text is neither UTF-8 nor GB18030"),
        _SAVE_AS_UTF8,
    ),
    "binary": (
        Text("不是文本文件（含有空字节）", "it is not a text file (it holds NUL bytes)"),
        _SAVE_AS_UTF8,
    ),
    "csv": (
        Text("第 {detail} 行起引号不配对", "quotation marks do not match from row {detail} on"),
        Text("请检查该行的引号，或另存为 .xlsx", "Check the quotes there, or save as .xlsx"),
    ),
    "json": (
        Text("JSON 写法有误（{detail}）", "the JSON is malformed ({detail})"),
        Text("请用程序重新导出", "Export it again"),
    ),
    "json-shape": (
        Text("{detail} 不是对象", "{detail} is not an object"),
        Text(
            "JSON 应是对象的数组，或每行一个对象", "Send an array of objects, or one object a line"
        ),
    ),
    "timeout": (
        Text("{limit} 秒内没有读完", "it could not be read within {limit} seconds"),
        _SPLIT,
    ),
    "memory": (
        Text("读取所需内存超过上限", "reading it needs more memory than allowed"),
        _CLEAR,
    ),
    "crashed": (
        Text("读取程序意外中止（{detail}）", "the reader stopped unexpectedly ({detail})"),
        _SAVE_AS_XLSX,
    ),
}


class SheetError(FileError):
    """A table that cannot be read or written."""

    reasons: ClassVar[Mapping[str, tuple[Text, Text]]] = _REASONS
    nameless: ClassVar[Text] = Text("表格无法处理", "The table cannot be processed")


sheet_error = SheetError.known_as
