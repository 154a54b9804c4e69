"""Small documents made by hand, and their copies, without the fence."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import fromstring

from kechuang.base.blinding import KnownName, Limits
from kechuang.base.blinding.copies import copy_blinded
from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.replacing import Replacer
from tests.proof.metadata import books, texts_documents
from tests.proof.metadata.packages import DECLARED, SHEET, Package
from tests.proof.metadata.pdfs import Objects

NAMES = (
    KnownName("unit", ("澜湖精工科技有限公司", "澜湖精工")),
    KnownName("person", ("欧阳望舒", "Ouyang Wangshu")),
    KnownName("phone", ("13900001234",)),
    KnownName("bank_account", ("6222020000000000019",)),
)


def blinded(content: bytes, name: str, limits: Limits = Limits()) -> tuple[bytes, Findings]:  # noqa: B008
    findings = Findings()
    _, copy = copy_blinded(content, name, Replacer(NAMES, findings), findings, limits)
    return copy, findings


def word_document(body: str, styles: str = "") -> bytes:
    package = Package()
    content = f"<w:document {DECLARED}><w:body>{body}</w:body></w:document>"
    package.add(texts_documents.MAIN, content)
    package.relate("", "rId1", "officeDocument", texts_documents.MAIN)
    if styles:
        package.add("word/styles.xml", f"<w:styles {DECLARED}>{styles}</w:styles>")
        package.relate(texts_documents.MAIN, "rId1", "styles", "word/styles.xml")
    return package.packed()


def workbook(rows: str, *, before: str = "") -> bytes:
    package, sheet = Package(), "xl/worksheets/sheet1.xml"
    package.add(sheet, f"<worksheet {SHEET}>{before}<sheetData>{rows}</sheetData></worksheet>")
    sheets = '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>'
    package.add(books.MAIN, f"<workbook {SHEET}>{sheets}</workbook>")
    package.relate("", "rId1", "officeDocument", books.MAIN)
    package.relate(books.MAIN, "rId1", "worksheet", sheet)
    return package.packed()


def text_of(copy: bytes, part: str = "word/document.xml") -> str:
    """All the words of a part, without markup."""
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return "".join(fromstring(archive.read(part)).itertext())


def drawn(text: bytes, *, extra: str = "", annotations: str = "", root: str = "") -> bytes:
    """A PDF of one page with this content stream, in Helvetica."""
    objects = Objects()
    objects.add(f"<</Type/Catalog/Pages 2 0 R{root}>>")
    objects.add("<</Type/Pages/Count 1/Kids[3 0 R]>>")
    objects.add(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R"
        f"/Resources<</Font<</F 5 0 R>>>>{extra}/Annots[{annotations}]>>"
    )
    objects.stream("", text)
    objects.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    return objects.file("/Root 1 0 R")
