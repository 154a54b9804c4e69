"""Values for every letter, of a fictional city (虚构示例)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO

import docx
from docx.document import Document
from pypdf import PdfReader

from kechuang.base.letters import Letter, Slot, letter_source
from kechuang.engines.wording import Text

DAY = date(2026, 11, 21)
INSTANT = datetime(2026, 11, 21, 8, 59, 58, tzinfo=UTC)
FRAME = {
    "organ": Text("云澜市科学技术局", "Yunlan Science and Technology Bureau"),
    "number": "云科函〔2026〕12号",
    "addressee": "青砚新材料有限公司",
    "contact": Text("陈静，0990-1234567", "Chen Jing, 0990-1234567"),
}
WORDS = {
    "case_title": Text("高温薄膜传感器攻关", "High-temperature thin-film sensor"),
    "case_number": "YL-2026-0007",
    "bases": [
        Text(
            "《云澜市揭榜挂帅管理办法（虚构示例）》第九条",
            "Article 9 of the Yunlan challenge rules",
        ),
        Text(
            "《中华人民共和国科学技术进步法》第六十八条", "Article 68 of the Science Progress Law"
        ),
    ],
    "content_digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}


def value_for(slot: Slot) -> object:
    if slot.name in FRAME | WORDS:
        return (FRAME | WORDS)[slot.name]
    if slot.kind == "rows":
        return [dict.fromkeys(slot.columns, f"第{n}项") for n in (1, 2, 3)]
    if slot.kind in ("points", "articles"):
        return [slot.label, Text("另一点", "another point")]
    return {"date": DAY, "instant": INSTANT}.get(slot.kind, slot.label)


def context_of(letter: str, **own: object) -> dict[str, object]:
    slots = letter_source(letter).slots
    return {name: value_for(slot) for name, slot in slots.items()} | own


def word_of(letter: Letter) -> Document:
    return docx.Document(BytesIO(letter.docx))


def word_text(letter: Letter) -> str:
    book = word_of(letter)
    cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(part.text for part in book.paragraphs), *cells])


def pdf_text(letter: Letter) -> str:
    """All signs of the PDF in their order, without blanks."""
    assert letter.pdf is not None
    pages = PdfReader(BytesIO(letter.pdf)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
