"""Pictures and text boxes of the old kind (VML), drawn anew as DrawingML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from kechuang.base.blinding.office.namespaces import PREFIXES, clark
from kechuang.base.blinding.office.sieves import Sieve

_VML = "{urn:schemas-microsoft-com:vml}"
_BOX, _PICTURE = clark("w:txbxContent"), f"{_VML}imagedata"
_SIZE = re.compile(r"(?:^|;)\s*(width|height):\s*([0-9.]+)(pt|in|cm|mm|px)?")
_EMU = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525, "": 9_525}
_USUAL = "width:200pt;height:100pt"


def treat_old_drawings(sieve: Sieve) -> None:
    """Keep what an old drawing, or the picture of an embedded object, shows."""
    sieve.treatments[clark("w:pict")] = lambda drawing: _redrawn(sieve, drawing)
    sieve.treatments[clark("w:object")] = lambda drawing: _object(sieve, drawing)


def _object(sieve: Sieve, element: Element) -> Iterator[Element]:
    """Of an embedded object only the picture of it."""
    if element.find(f".//{_PICTURE}") is None:
        sieve.drop(element)
        return
    sieve.findings.met("embedded-objects")
    yield from _redrawn(sieve, element)


def _redrawn(sieve: Sieve, drawing: Element) -> Iterator[Element]:
    shapes = [shape for shape in drawing.iter() if shape.tag.startswith(_VML)]
    modern = [made for shape in shapes if not _is_hidden(shape) for made in _modern(shape)]
    if not modern:
        sieve.drop(drawing)
    sieve.findings.met("object-names", sum("alt" in shape.attrib for shape in shapes))
    for each in modern:
        sieve.findings.lose("redrawn", sieve.place)
        yield from sieve.sift(each)


def _is_hidden(shape: Element) -> bool:
    return "visibility:hidden" in shape.get("style", "").replace(" ", "")


def _modern(shape: Element) -> Iterator[Element]:
    """One new drawing for each picture and each box of text directly in this shape."""
    for child in shape:
        if child.tag == _PICTURE and (key := child.get(clark("r:id"))):
            yield _drawing(shape, "pic", _picture(key, _extent(shape)))
        for box in child.findall(_BOX) if child.tag == f"{_VML}textbox" else ():
            words = Element(clark("wps:wsp"))
            SubElement(words, clark("wps:spPr"))
            SubElement(words, clark("wps:txbx")).append(box)
            SubElement(words, clark("wps:bodyPr"))
            yield _drawing(shape, "wps", words)


def _drawing(shape: Element, kind: str, content: Element) -> Element:
    drawing = Element(clark("w:drawing"))
    inline = SubElement(drawing, clark("wp:inline"))
    SubElement(inline, clark("wp:extent"), _extent(shape))
    SubElement(inline, clark("wp:docPr"), {"id": "1", "name": ""})
    graphic = SubElement(inline, clark("a:graphic"))
    SubElement(graphic, clark("a:graphicData"), {"uri": PREFIXES[kind]}).append(content)
    return drawing


def _picture(key: str, extent: dict[str, str]) -> Element:
    picture = Element(clark("pic:pic"))
    names = SubElement(picture, clark("pic:nvPicPr"))
    SubElement(names, clark("pic:cNvPr"), {"id": "0", "name": ""})
    SubElement(names, clark("pic:cNvPicPr"))
    fill = SubElement(picture, clark("pic:blipFill"))
    SubElement(fill, clark("a:blip"), {clark("r:embed"): key})
    SubElement(SubElement(fill, clark("a:stretch")), clark("a:fillRect"))
    look = SubElement(picture, clark("pic:spPr"))
    place = SubElement(look, clark("a:xfrm"))
    SubElement(place, clark("a:off"), {"x": "0", "y": "0"})
    SubElement(place, clark("a:ext"), extent)
    SubElement(SubElement(look, clark("a:prstGeom"), {"prst": "rect"}), clark("a:avLst"))
    return picture


def _extent(shape: Element) -> dict[str, str]:
    """Width and height in EMU from a style such as ``width:120pt;height:3cm``."""
    sides = {"width": "0", "height": "0"}
    for style in (_USUAL, shape.get("style", "")):
        for side, number, unit in _SIZE.findall(style):
            if number.count(".") <= 1 and number != ".":
                sides[side] = f"{int(float(number) * _EMU[unit])}"
    return {"cx": sides["width"], "cy": sides["height"]}
