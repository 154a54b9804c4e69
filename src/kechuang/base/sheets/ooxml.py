"""The parts of an .xlsx package: which there are, and whether they are honest XML."""

from __future__ import annotations

import posixpath
import zipfile
from typing import NoReturn
from xml.parsers import expat

from kechuang.base.sheets.refusals import sheet_error

_BOOK = "xl/workbook.xml"


class _PrologEnd(Exception):
    """The prolog is over; the rest of the part is of no interest here."""


class _ValueFound(Exception):
    """One value is enough to know that a sheet is not empty."""


def refuse_declarations(archive: zipfile.ZipFile) -> None:
    """Refuse every part with a DTD: office programs never write one, entity bombs need one."""
    for name in archive.namelist():
        if name.lower().endswith((".xml", ".rels", ".vml")):
            _read_prolog(archive, name)


def _read_prolog(archive: zipfile.ZipFile, part: str) -> None:
    def root(_name: str, _attributes: dict[str, str]) -> NoReturn:
        raise _PrologEnd

    parser = refusing_parser()
    parser.StartElementHandler = root
    try:
        parse_part(archive, part, parser)
    except _PrologEnd:
        return


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Worksheet title → part name, in the order of the workbook."""
    targets = {
        row["Id"]: _absolute(row.get("Target", ""))
        for row in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
        if "Id" in row
    }
    named = (
        (row["name"], targets.get(_relation(row), "")) for row in _elements(archive, _BOOK, "sheet")
    )
    return {name: part for name, part in named if part in archive.NameToInfo}


def _relation(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _absolute(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _elements(archive: zipfile.ZipFile, part: str, tag: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def collect(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == tag:
            found.append(attributes)

    parser = refusing_parser()
    parser.StartElementHandler = collect
    parse_part(archive, part, parser)
    return found


def refusing_parser() -> expat.XMLParserType:
    """An XML parser that refuses the document at its first DTD."""

    def refuse(*_declaration: object) -> NoReturn:
        raise sheet_error("entities")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    return parser


def parse_part(archive: zipfile.ZipFile, part: str, parser: expat.XMLParserType) -> None:
    """Stream one part of the workbook through ``parser``."""
    try:
        with archive.open(part) as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, KeyError) as error:
        raise sheet_error("damaged", detail=part) from error


def holds_values(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether any cell of the worksheet has content."""

    def look(name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] in ("v", "is", "f"):
            raise _ValueFound

    parser = refusing_parser()
    parser.StartElementHandler = look
    try:
        parse_part(archive, part, parser)
    except _ValueFound:
        return True
    return False
