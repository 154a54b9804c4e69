"""Building .xlsx packages by hand, so that they can be wrong in exactly one way."""

from __future__ import annotations

import io
import struct
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
HEADER_ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>'
SHEET_PART = "xl/worksheets/sheet1.xml"


def worksheet(rows: str, *, prolog: str = "", after: str = "") -> str:
    return f'{prolog}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def package(
    sheet: str | bytes,
    *,
    shared: str = "",
    extra: dict[str, bytes] | None = None,
    book_type: str = _PLAIN,
    book_prolog: str = "",
    date1904: bool = False,
) -> bytes:
    properties = '<workbookPr date1904="1"/>' if date1904 else ""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{book_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{book_prolog}<workbook xmlns="{MAIN}" xmlns:r="{_RELATIONS}">'
        f'{properties}<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": shared or f'<sst xmlns="{MAIN}"/>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        SHEET_PART: sheet,
    }
    return zipped({**parts, **(extra or {})})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def declaring_size(content: bytes, part: str, size: int) -> bytes:
    """``content`` with the unpacked size of ``part`` misdeclared in both ZIP headers."""
    lying = bytearray(content)
    encoded = part.encode()
    for signature, offset, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = lying.find(signature)
        while at >= 0 and lying[at + name_at : at + name_at + len(encoded)] != encoded:
            at = lying.find(signature, at + 1)
        lying[at + offset : at + offset + 4] = struct.pack("<I", size)
    return bytes(lying)


def flagged_encrypted(content: bytes) -> bytes:
    """``content`` with the encryption bit set on every entry."""
    flagged = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = flagged.find(signature)
        while at >= 0:
            flagged[at + offset] |= 1
            at = flagged.find(signature, at + 1)
    return bytes(flagged)
