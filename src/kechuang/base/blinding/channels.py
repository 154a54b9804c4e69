"""The one table of identity channels: ways in which a document tells who made it.

The copies are built from what is understood and kept, so a channel needs no entry here to be
gone; the table names what was met, for the officer's report and for the proof.
"""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.engines.wording import Text

CHANNELS: Mapping[str, Text] = {
    # every file
    "file-name": Text("文件名", "file name"),
    # office packages: properties
    "author": Text("作者", "author"),
    "last-author": Text("最后保存者", "last modified by"),
    "title-properties": Text("标题、主题、关键词等属性", "title, subject, keywords and the like"),
    "times": Text("创建、修改、打印时间与版次", "times of making, changing, printing; revision"),
    "company": Text("公司", "company"),
    "manager": Text("经理", "manager"),
    "application": Text("软件、模板名与编辑时长", "program, template name and editing time"),
    "custom-properties": Text("自定义属性", "custom properties"),
    "custom-xml": Text("自定义 XML 数据", "custom XML data"),
    "thumbnail": Text("缩略图", "thumbnail"),
    "package-signature": Text("文件的数字签名", "digital signature of the package"),
    # office packages: people and history
    "tracked-changes": Text("修订记录及其作者", "tracked changes and their authors"),
    "comments": Text("批注及其作者", "comments and their authors"),
    "people": Text("人员名录", "list of people"),
    "revision-ids": Text("编辑标识（rsid 等）", "editing identifiers (rsid and the like)"),
    "editing-permissions": Text("可编辑人名单", "people allowed to edit"),
    "protection": Text("保护设置与占用者", "protection and who holds the file"),
    "merge-source": Text("邮件合并与数据来源", "mail merge and its data source"),
    "variables": Text("文档变量与标记", "document variables and tags"),
    # office packages: references outwards
    "template-path": Text("模板路径", "template path"),
    "saved-path": Text("保存路径", "path where it was saved"),
    "hyperlinks": Text("超链接目标", "targets of links"),
    "external-links": Text("外部链接与连接", "external links and connections"),
    "field-codes": Text("域代码（作者、路径等）", "field codes (author, path and the like)"),
    # office packages: hidden content
    "hidden-text": Text("隐藏文字", "hidden text"),
    "hidden-sheets": Text("隐藏工作表", "hidden sheets"),
    "hidden-cells": Text("隐藏的行与列", "hidden rows and columns"),
    "hidden-slides": Text("隐藏幻灯片", "hidden slides"),
    "hidden-shapes": Text("隐藏图形", "hidden shapes"),
    "notes": Text("演讲者备注", "speaker notes"),
    "unused-strings": Text("已不显示的字符串", "strings no longer shown"),
    "unused-parts": Text("没有带入副本的部件", "parts left behind"),
    "pivot-caches": Text("数据透视缓存", "pivot caches"),
    "formulas": Text("公式", "formulas"),
    "validations": Text("数据有效性的清单与提示", "validation lists and prompts"),
    "scenarios": Text("方案与自定义视图", "scenarios and custom views"),
    "embedded-objects": Text("嵌入的对象及其源数据", "embedded objects and source data"),
    "building-blocks": Text("构建基块", "building blocks"),
    "media": Text("音频与视频", "sound and video"),
    # office packages: names nobody sees
    "object-names": Text("图形名称与替代文字", "names and alternative texts of objects"),
    "bookmarks": Text("书签", "bookmarks"),
    "content-controls": Text("内容控件的名称与标记", "names and tags of content controls"),
    "defined-names": Text("定义的名称", "defined names"),
    "style-names": Text("样式名称", "style names"),
    "theme-names": Text("主题名称", "theme names"),
    "code-names": Text("代码名称", "code names"),
    "part-names": Text("部件文件名", "names of parts"),
    "font-names": Text("少见字体的名称", "names of rare fonts"),
    "embedded-fonts": Text("嵌入的字体", "embedded fonts"),
    "printer-settings": Text("打印机设置", "printer settings"),
    "extensions": Text("扩展数据", "extension data"),
    "xml-comments": Text("XML 注释与处理指令", "XML comments and instructions"),
    "unknown-markup": Text("不认识的标记", "markup of unknown kinds"),
    # pictures, alone or inside documents
    "exif": Text("EXIF（相机、软件、作者、时间）", "EXIF (camera, program, artist, time)"),
    "gps": Text("拍摄地点", "place of the photograph"),
    "maker-note": Text("厂商注记（机身号）", "maker note (serial numbers)"),
    "picture-thumbnail": Text("图中缩略图", "thumbnail inside a picture"),
    "xmp": Text("XMP 元数据", "XMP metadata"),
    "iptc": Text("IPTC 与 Photoshop 数据", "IPTC and Photoshop data"),
    "colour-profile": Text("色彩配置文件", "colour profile"),
    "picture-comment": Text("图片注释与文本块", "comments and text chunks of pictures"),
    "picture-time": Text("图片修改时间", "time stamp of a picture"),
    "picture-segment": Text("图片的其他数据段", "other segments of pictures"),
    "trailing-bytes": Text("文件首尾的多余数据", "bytes before or after the file proper"),
    # PDF
    "pdf-info": Text("PDF 属性（作者、标题等）", "PDF properties (author, title and so on)"),
    "pdf-producer": Text("制作软件", "producing program"),
    "pdf-id": Text("PDF 标识号", "PDF identifiers"),
    "pdf-attachments": Text("PDF 附件", "attachments in the PDF"),
    "pdf-annotations": Text("PDF 批注及其作者", "PDF annotations and their authors"),
    "pdf-form": Text("表单域名称与数据", "form fields and their data"),
    "pdf-signatures": Text("PDF 数字签名", "PDF digital signatures"),
    "pdf-outlines": Text("PDF 书签目录", "PDF outlines"),
    "pdf-labels": Text("页码标签与命名目标", "page labels and named destinations"),
    "pdf-scripts": Text("JavaScript 与自动动作", "JavaScript and automatic actions"),
    "pdf-layers": Text("可选图层", "optional content"),
    "pdf-history": Text("增量保存的旧版本", "earlier versions kept inside"),
    "pdf-private": Text("软件私有数据", "private data of programs"),
    "pdf-structure": Text("结构标记与替代文字", "structure and alternative texts"),
    "pdf-fonts": Text("内嵌字体名称", "names of embedded fonts"),
    "pdf-links": Text("PDF 链接目标", "targets of PDF links"),
    "pdf-threads": Text("文章线索、合集与网页抓取信息", "threads, portfolios, web capture"),
    "pdf-intents": Text("输出意图", "output intents"),
    "pdf-thumbnails": Text("页面缩略图", "page thumbnails"),
    "pdf-hidden-text": Text("不可见的文字", "invisible text"),
    "pdf-comments": Text("文件中的注释行", "comment lines of the file"),
    # ZIP
    "zip-comment": Text("压缩包注释", "comments of the archive and its entries"),
    "zip-extra": Text("附加字段（用户号、时间）", "extra fields (user numbers, times)"),
    "zip-times": Text("条目时间", "times of entries"),
    "zip-attributes": Text("条目属性与系统", "attributes and system of entries"),
    "zip-names": Text("条目名称与文件夹", "names of entries and folders"),
}
