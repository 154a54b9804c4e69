"""Namespaces of ECMA-376 and the prefixes they are written with."""

from __future__ import annotations

from xml.etree import ElementTree

_OFFICE = "http://schemas.openxmlformats.org"
_LATER = "http://schemas.microsoft.com/office/word/2010"
PREFIXES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "s": f"{_OFFICE}/spreadsheetml/2006/main",
    "p": f"{_OFFICE}/presentationml/2006/main",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "pic": f"{_OFFICE}/drawingml/2006/picture",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "dgm": f"{_OFFICE}/drawingml/2006/diagram",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "xdr": f"{_OFFICE}/drawingml/2006/spreadsheetDrawing",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "wps": f"{_LATER}/wordprocessingShape",
    "wpg": f"{_LATER}/wordprocessingGroup",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
RELATIONS = f"{_OFFICE}/package/2006/relationships"
CONTENT_TYPES = f"{_OFFICE}/package/2006/content-types"
TABLE = f"{_OFFICE}/drawingml/2006/table"
for _prefix, _address in PREFIXES.items():
    if _prefix != "xml":
        ElementTree.register_namespace(_prefix, _address)


def clark(name: str) -> str:
    """``w:p`` as ElementTree writes it; a name without prefix has no namespace."""
    prefix, colon, local = name.rpartition(":")
    return f"{{{PREFIXES[prefix]}}}{local}" if colon else local


def clarks(prefix: str, names: str) -> frozenset[str]:
    """A list of local names in one namespace."""
    return frozenset(f"{{{PREFIXES[prefix]}}}{local}" for local in names.split())


def local(name: str) -> str:
    return name.rpartition("}")[2]
