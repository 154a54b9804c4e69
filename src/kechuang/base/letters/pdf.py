"""Draws the finished Word text as a PDF, paragraph by paragraph, in the styles of the letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)

from kechuang.base.letters.breaking import lines_of
from kechuang.base.letters.fonts import NO_FONT, Face, Faces, find_faces
from kechuang.base.letters.styles import (
    BOTTOM_MM,
    EN,
    LEFT_MM,
    PAGE_MM,
    RED,
    RIGHT_MM,
    STYLES,
    TOP_MM,
    ZH,
    FontRole,
    Style,
)
from kechuang.engines.wording import Text

_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
_ENGLISH = frozenset(style.name for style in EN.values())
_WIDTH = (PAGE_MM[0] - LEFT_MM - RIGHT_MM) * mm
_NUMBER_MM = 22
_PAD = 12
_SLACK = 0.5


class _Undrawable(Exception):
    """Signs that no font of the system can draw."""


def draw_pdf(
    word: bytes, *, title: str, folders: tuple[Path, ...]
) -> tuple[bytes | None, Text | None]:
    """The PDF of the Word file ``word``; or None, and why: no font, or none with all the signs."""
    faces = find_faces(folders)
    if faces is None:
        return None, NO_FONT
    try:
        flowables = list(_flowables(docx.Document(BytesIO(word)), faces))
    except _Undrawable as error:
        return None, _lacking(str(error))
    buffer = BytesIO()
    page = PageTemplate(frames=[_frame()], onPage=_page_number(faces[FontRole.BODY][0]))
    size = (PAGE_MM[0] * mm, PAGE_MM[1] * mm)
    book = BaseDocTemplate(buffer, pagesize=size, pageTemplates=[page], title=title, invariant=1)
    book.build(flowables)
    return buffer.getvalue(), None


def _frame() -> Frame:
    height = (PAGE_MM[1] - TOP_MM - BOTTOM_MM) * mm
    return Frame(LEFT_MM * mm, BOTTOM_MM * mm, _WIDTH, height, 0, 0, 0, 0)


def _flowables(book: Document, faces: Faces) -> Iterator[Flowable]:
    for part in book.iter_inner_content():
        if isinstance(part, WordTable):
            yield _table(part, faces)
            continue
        if part.paragraph_format.page_break_before:
            yield PageBreak()
        style = _style_of(part)
        yield _paragraph(part.text, style, faces)
        if style.is_ruled:
            yield HRFlowable(width="100%", thickness=2, color=HexColor(f"#{RED}"), spaceAfter=10)


def _style_of(part: WordParagraph) -> Style:
    """Its style of ours; a paragraph in another style is body text."""
    name = part.style.name if part.style else None
    return STYLES.get(name or "", ZH["body"])


def _paragraph(text: str, style: Style, faces: Faces, width: float = _WIDTH) -> Paragraph:
    face = _face(text, faces[style.role])
    indent, right = style.first_line * style.size, style.right * style.size
    lines = [text]
    if style.name not in _ENGLISH:
        lines = lines_of(
            text,
            width=width - right - _SLACK,
            first=indent,
            measure=lambda words: stringWidth(words, face.name, style.size),
        )
    made = ParagraphStyle(
        style.name,
        fontName=face.name,
        fontSize=style.size,
        leading=style.leading,
        alignment=_ALIGN[style.align],
        firstLineIndent=indent,
        rightIndent=right,
        spaceBefore=style.before,
        spaceAfter=style.after,
        textColor=HexColor(f"#{RED}") if style.is_red else black,
        splitLongWords=1,
        keepWithNext=style.keeps_next,
    )
    return Paragraph(escape("\n".join(lines)).replace("\n", "<br/>"), made)


def _face(text: str, faces: tuple[Face, ...]) -> Face:
    """The first face that can draw all of ``text``."""
    for face in faces:
        if not face.lacks(text):
            return face
    raise _Undrawable(min((face.lacks(text) for face in faces), key=len))


def _table(part: WordTable, faces: Faces) -> Table:
    widths = _widths([[cell.text for cell in row.cells] for row in part.rows])
    cells = [
        [
            [_paragraph(one.text, _style_of(one), faces, width - _PAD) for one in cell.paragraphs]
            for cell, width in zip(row.cells, widths, strict=True)
        ]
        for row in part.rows
    ]
    made = Table(cells, colWidths=widths, repeatRows=1)
    made.setStyle([("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    made.spaceBefore = made.spaceAfter = 8
    return made


def _widths(texts: list[list[str]]) -> list[float]:
    """Columns as wide as their longest text asks for, within reason."""
    longest = (max(map(len, column)) for column in zip(*texts, strict=True))
    wanted = [min(max(length, 4), 20) for length in longest]
    return [_WIDTH * one / sum(wanted) for one in wanted]


def _page_number(face: Face) -> Callable[[Canvas, object], None]:
    def draw(canvas: Canvas, _book: object) -> None:
        canvas.setFont(face.name, 14)
        canvas.drawCentredString(
            PAGE_MM[0] * mm / 2, _NUMBER_MM * mm, f"— {canvas.getPageNumber()} —"
        )

    return draw


def _lacking(signs: str) -> Text:
    return Text(
        f"系统字体画不出“{signs}”，只给出Word文件；请安装收字更多的字体，例如 fonts-hanazono",
        f"no font of the system draws “{signs}”, so there is only the Word file; install a font "
        "with more signs, for example fonts-hanazono",
    )
