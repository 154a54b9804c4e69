"""The case's own names in the text of each format, written in every way people write them."""
# ruff: noqa: E501 - markup is read as it is written

from __future__ import annotations

from collections.abc import Iterator

from kechuang.base.blinding import KnownName
from tests.proof.metadata import books, decks, texts_documents
from tests.proof.metadata.canaries import Planted
from tests.proof.metadata.packages import DECLARED, SHEET, Package
from tests.proof.metadata.pdfs import Objects

CREDIT_CODE = "91990102MA00000001"
NAMES = (
    KnownName("unit", ("澜湖精工科技股份有限公司", "澜湖精工")),
    KnownName("person", ("欧阳望舒", "Ouyang Wangshu")),
    KnownName("phone", ("13900001234",)),
    KnownName("email", ("wangshu@lanhu.example",)),
    KnownName("credit_code", (CREDIT_CODE,)),
    KnownName("bank_account", ("6222020000000000019",)),
    KnownName("address", ("云港区星桥路88号",)),
    KnownName("project", ("KC-2026-0815",)),
)
WRITTEN = {
    "as known": "澜湖精工科技股份有限公司",
    "short form": "澜湖精工",
    "without legal form": "澜湖精工科技",
    "blanks inside": "欧 阳 望 舒",
    "wide blank": "欧阳　望舒",
    "zero width": "欧阳\u200b望舒",
    "traditional": "瀾湖精工科技股份有限公司",
    "traditional person": "歐陽望舒",
    "pinyin in capitals": "OUYANG WANGSHU",
    "full width digits": "１３９００００１２３４",
    "grouped digits": "139-0000-1234",
    "full width mail": "ｗａｎｇｓｈｕ＠ｌａｎｈｕ．ｅｘａｍｐｌｅ",
    "small code": CREDIT_CODE.lower(),
    "grouped account": "6222 0200 0000 0000 019",
    "address": "云港区星桥路 88 号",
    "project": "kc2026-0815",
}
BEFORE, AFTER = "本段开头", "之后还有文字"


def pieces(text: str) -> list[str]:
    """The text as an editor may have cut it into runs."""
    third = max(len(text) // 3, 1)
    return [
        part
        for part in (BEFORE, text[:third], text[third : 2 * third], text[2 * third :], AFTER)
        if part
    ]


def named_files() -> Iterator[Planted]:
    for suffix, make in (("docx", _docx), ("xlsx", _xlsx), ("pptx", _pptx), ("pdf", _pdf)):
        yield Planted(
            f"1.{suffix}", make(), {f"known name/{way}": text for way, text in WRITTEN.items()}
        )


def _docx() -> bytes:
    package = Package()
    lines = (
        texts_documents.paragraph(*map(texts_documents.run, pieces(text)))
        for text in WRITTEN.values()
    )
    content = f"<w:document {DECLARED}><w:body>{''.join(lines)}</w:body></w:document>"
    package.add(texts_documents.MAIN, content)
    package.relate("", "rId1", "officeDocument", texts_documents.MAIN)
    return package.packed()


def _xlsx() -> bytes:
    package, rows = Package(), []
    for number, text in enumerate(WRITTEN.values(), start=1):
        runs = "".join(f'<r><t xml:space="preserve">{piece}</t></r>' for piece in pieces(text))
        rows.append(f'<row r="{number}"><c r="A{number}" t="inlineStr"><is>{runs}</is></c></row>')
    sheet = "xl/worksheets/sheet1.xml"
    package.add(sheet, f"<worksheet {SHEET}><sheetData>{''.join(rows)}</sheetData></worksheet>")
    sheets = '<sheets><sheet name="澜湖精工" sheetId="1" r:id="rId1"/></sheets>'
    package.add(books.MAIN, f"<workbook {SHEET}>{sheets}</workbook>")
    package.relate("", "rId1", "officeDocument", books.MAIN)
    package.relate(books.MAIN, "rId1", "worksheet", sheet)
    return package.packed()


def _pptx() -> bytes:
    planted = decks.pptx()
    package = Package()
    package.parts = dict(_parts(planted.content))
    runs = ("</a:t></a:r><a:r><a:t>".join(pieces(text)) for text in WRITTEN.values())
    lines = "".join(f"<a:p><a:r><a:t>{each}</a:t></a:r></a:p>" for each in runs)
    slide = package.parts["ppt/slides/slide1.xml"].decode()
    package.parts["ppt/slides/slide1.xml"] = slide.replace(
        "</p:txBody>", f"{lines}</p:txBody>", 1
    ).encode()
    from tests.base.sheets.packages import zipped

    return zipped(package.parts)


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from ((name, archive.read(name)) for name in archive.namelist())


def _pdf() -> bytes:
    """Words of Chinese in a font that every viewer substitutes."""
    objects = Objects()
    catalogue, pages = objects.add("<</Type/Catalog/Pages 2 0 R>>"), objects.add("")
    font = objects.add(
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
        "/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor<</Type/FontDescriptor"
        "/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
    )
    lines = []
    for number, text in enumerate(WRITTEN.values()):
        shown = "".join(f"<{piece.encode('utf-16-be').hex()}> Tj " for piece in pieces(text))
        lines.append(f"1 0 0 1 60 {780 - 30 * number} Tm {shown}")
    content = objects.stream("", f"BT /F 14 Tf {' '.join(lines)}ET".encode())
    page = objects.add(
        f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R/Resources<</Font<</F {font} 0 R>>>>>>"
    )
    objects.bodies[pages - 1] = f"<</Type/Pages/Count 1/Kids[{page} 0 R]>>".encode()
    return objects.file(f"/Root {catalogue} 0 R")
