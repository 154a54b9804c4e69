"""Makes the Word template of a letter from its source, in the layout of a bureau."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import cast

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from kechuang.base.letters.packing import packed
from kechuang.base.letters.parts import (
    add_field,
    drop_thumbnail,
    rule_below,
    set_fonts,
    speak_chinese,
)
from kechuang.base.letters.sources import FIELD, LetterSource, Paragraph, Rows
from kechuang.base.letters.styles import (
    BOTTOM_MM,
    LATIN_FONT,
    LEFT_MM,
    PAGE_MM,
    RED,
    RIGHT_MM,
    STYLES,
    TOP_MM,
    WORD_FONTS,
    FontRole,
    Style,
    styles_of,
)

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_FIRST_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - Word wants an instant without a zone


@lru_cache(maxsize=64)
def make_template(source: LetterSource, language: str) -> bytes:
    """The template of ``source`` in ``language`` (zh, en, both); the same bytes every time."""
    book = docx.Document()
    _set_page(book)
    for style in STYLES.values():
        _add_style(book, style)
    for number, spoken in enumerate(("zh", "en") if language == "both" else (language,)):
        first = len(book.paragraphs)
        _write(book, source, spoken)
        book.paragraphs[first].paragraph_format.page_break_before = number > 0 or None
    buffer = BytesIO()
    book.save(buffer)
    return packed(buffer.getvalue())


def _set_page(book: Document) -> None:
    section = book.sections[0]
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    add_field(footer, "PAGE")
    footer.add_run(" —")
    properties = book.core_properties
    properties.author = properties.title = properties.comments = ""
    properties.created = properties.modified = _FIRST_DAY
    drop_thumbnail(book)
    set_fonts(book.styles.element, LATIN_FONT, WORD_FONTS[FontRole.BODY][0])
    speak_chinese(book.styles.element)


def _add_style(book: Document, style: Style) -> None:
    made = cast(ParagraphStyle, book.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH))
    made.quick_style = True
    made.font.size = Pt(style.size)
    if style.is_red:
        made.font.color.rgb = RGBColor.from_string(RED)
    set_fonts(made.element, LATIN_FONT, WORD_FONTS[style.role][0])
    layout = made.paragraph_format
    layout.alignment = _ALIGN[style.align]
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(style.leading)
    layout.space_before, layout.space_after = Pt(style.before), Pt(style.after)
    layout.first_line_indent = Pt(style.first_line * style.size)
    layout.right_indent = Pt(style.right * style.size)
    layout.widow_control = True
    layout.keep_with_next = style.keeps_next
    if style.is_ruled:
        rule_below(made.element, RED)


def _write(book: Document, source: LetterSource, language: str) -> None:
    styles = styles_of(language)

    def add(words: str, style: str) -> WordParagraph:
        return book.add_paragraph(_fields(words, language), styles[style].name)

    add("{organ}", "organ")
    add("{number}", "number")
    add(source.title.said_in(language), "title")
    if source.has_addressee:
        add("{addressee}：" if language == "zh" else "{addressee}:", "addressee")
    for part in source.parts:
        if isinstance(part, Rows):
            _add_table(book, source, part, language)
            continue
        for words, style in _lines(part, language):
            add(words, style)
    add(source.remedy.said_in(language), "body")
    add("联系人：{contact}" if language == "zh" else "Contact: {contact}", "note")
    add("{organ}", "signature")
    add("{signed_on}", "date")


def _lines(part: Paragraph, language: str) -> Iterator[tuple[str, str]]:
    """The paragraph; an optional one between the marks that leave it out."""
    if part.asked:
        yield f"{{%p if {_name(part.asked, language)} %}}", "body"
    yield part.words.said_in(language), part.style
    if part.asked:
        yield "{%p endif %}", "body"


def _add_table(book: Document, source: LetterSource, part: Rows, language: str) -> None:
    """A header, and one row for each of the slot's rows."""
    columns, styles = source.slots[part.slot].columns, styles_of(language)
    table = book.add_table(rows=4, cols=len(columns), style="Table Grid")
    marks = {1: f"{{%tr for row in {_name(part.slot, language)} %}}", 3: "{%tr endfor %}"}
    for place, (name, label) in enumerate(columns.items()):
        texts = {0: label.said_in(language), 2: f"{{{{ row.{name} }}}}"}
        for number, text in texts.items():
            cell = table.cell(number, place).paragraphs[0]
            cell.text, cell.style = text, styles["cell" if number else "head"].name
    for number, mark in marks.items():
        table.cell(number, 0).paragraphs[0].text = mark
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))
    header[-1].set(qn("w:val"), "true")


def _fields(words: str, language: str) -> str:
    """``{name}`` as the template writes it."""
    return FIELD.sub(lambda match: f"{{{{ {_name(match[1], language)} }}}}", words)


def _name(slot: str, language: str) -> str:
    return slot if language == "zh" else f"en.{slot}"
