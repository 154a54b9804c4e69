"""Small parts of a Word file that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_SCRIPTS = ("w:ascii", "w:hAnsi", "w:cs")


def set_fonts(element: Any, latin: str, chinese: str) -> None:
    """One font for Latin and one for Chinese text of a style, or of all styles' defaults."""
    for fonts in list(element.iter(qn("w:rFonts"))) or [_new_fonts(element)]:
        fonts.attrib.clear()
        for script in _SCRIPTS:
            fonts.set(qn(script), latin)
        fonts.set(qn("w:eastAsia"), chinese)


def speak_chinese(styles: Any) -> None:
    """Word checks Chinese text as Chinese."""
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _new_fonts(style: Any) -> Any:
    fonts = OxmlElement("w:rFonts")
    style.get_or_add_rPr().insert(0, fonts)
    return fonts


def rule_below(style: Any, colour: str) -> None:
    """A line of ``colour`` below every paragraph of the style."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    style.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc")


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def drop_thumbnail(book: Document) -> None:
    """Takes out the picture that the library's own empty document brings along."""
    relations = book.part.package.rels
    for name, relation in list(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[name]
