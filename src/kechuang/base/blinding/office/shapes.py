"""Shapes and their text in any office document (DrawingML)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kechuang.base.blinding.office.namespaces import clark, clarks, local
from kechuang.base.blinding.office.sieves import Sieve
from kechuang.base.blinding.office.texts import TextBlinder

_SHAPES = (
    clarks("p", "sp pic grpSp cxnSp graphicFrame")
    | clarks("xdr", "sp pic grpSp cxnSp")
    | clarks("c", "chart")
    | clarks("wps", "wsp")
    | clarks("wpg", "wgp")
    | clarks("pic", "pic")
)
_NUMBER_FIELD = {"id": "{00000000-0000-4000-8000-000000000001}", "type": "slidenum"}
_PROPERTIES = ("cNvPr", "docPr")
_OWNERS = ("nvSpPr", "nvPicPr", "nvGrpSpPr", "nvCxnSpPr", "nvGraphicFramePr", "inline", "anchor")
_KEPT_IN_FRAMES = (clark("a:tbl"), clark("c:chart"))
_BUILT_IN_TABLES = frozenset(
    {
        "{5C22544A-7EE4-4342-B048-85BDC9FD1C3A}",
        "{2D5ABB26-0587-4C30-8999-92F81FD0307C}",
        "{5940675A-B579-460E-94D1-54222C63F5DA}",
        "{073A0DAA-6AF3-43AB-8588-CEC1D06C72B9}",
    }
)


def treat_shapes(sieve: Sieve, texts: TextBlinder) -> None:
    """Blind the paragraphs of shapes, settle their fields, leave hidden shapes out."""

    def paragraph(element: Element) -> Iterator[Element]:
        copy = sieve.keep(element)
        texts.paragraph(copy, sieve.place)
        yield copy

    def shape(element: Element) -> Iterator[Element]:
        if is_hidden(element):
            sieve.findings.met("hidden-shapes")
        else:
            yield sieve.keep(element)

    sieve.treatments[clark("a:p")] = paragraph
    sieve.treatments[clark("a:fld")] = lambda element: _field(sieve, element)
    sieve.treatments[clark("a:tableStyleId")] = lambda element: _table_style(sieve, element)
    for tag in _SHAPES:
        sieve.treatments.setdefault(tag, shape)
    sieve.treatments[clark("p:graphicFrame")] = lambda frame: _frame(sieve, frame)
    sieve.treatments[clark("xdr:graphicFrame")] = lambda frame: _frame(sieve, frame)


def is_hidden(element: Element) -> bool:
    """Whether the shape itself is not shown."""
    for child in element:
        if local(child.tag) in _PROPERTIES:
            return child.get("hidden") in ("1", "true")
        if local(child.tag) in _OWNERS:
            return is_hidden(child)
    return False


def holds_shape(element: Element) -> bool:
    return any(each.tag in _SHAPES for each in element.iter())


def _field(sieve: Sieve, field: Element) -> Iterator[Element]:
    """Numbers of slides stay alive; dates and the like become their text."""
    if field.get("type") == "slidenum":
        copy = Element(field.tag, _NUMBER_FIELD)
        copy.extend(list(sieve.children(field)))
    else:
        sieve.findings.met("field-codes")
        copy = Element(clark("a:r"))
        copy.extend([each for each in sieve.children(field) if each.tag != clark("a:pPr")])
    yield copy


def _table_style(sieve: Sieve, element: Element) -> Iterator[Element]:
    if (element.text or "").upper() in _BUILT_IN_TABLES:
        yield sieve.keep(element)
    elif (element.text or "").strip():
        sieve.findings.met("style-names")
        sieve.findings.lose("table-style", sieve.place)


def _frame(sieve: Sieve, frame: Element) -> Iterator[Element]:
    """Tables and charts stay; of an embedded object its picture; a diagram cannot."""
    if is_hidden(frame):
        sieve.findings.met("hidden-shapes")
    elif any(frame.find(f".//{tag}") is not None for tag in _KEPT_IN_FRAMES):
        yield sieve.keep(frame)
    else:
        for data in frame.iter(clark("a:graphicData")):
            yield from _pictured(sieve, data)


def _pictured(sieve: Sieve, data: Element) -> Iterator[Element]:
    pictures = list(data.iter(clark("p:pic")))
    for child in data:
        sieve.findings.met("embedded-objects", bool(pictures))
        if not pictures:
            sieve.drop(child)
    for picture in pictures[-1:]:
        yield from sieve.sift(picture)
