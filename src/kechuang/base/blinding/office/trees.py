"""XML parts of strangers, read without entities; XML parts of our own, written."""

from __future__ import annotations

from typing import NamedTuple, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder, tostring
from xml.parsers import expat

from kechuang.base.blinding.refusals import BlindingError


class Tree(NamedTuple):
    """The root; what each prefix meant; how many comments and instructions there were."""

    root: Element
    prefixes: dict[str, str]
    remarks: int


def parse(content: bytes, *, part: str) -> Tree:
    """Raises: BlindingError ``entities`` at the first DTD, ``damaged`` for what is no XML."""
    reader = _Reader()
    try:
        return reader.tree(content)
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise BlindingError.known_as("damaged", detail=part) from error


class _Reader:
    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._prefixes: dict[str, str] = {}
        self._remarks = 0

    def tree(self, content: bytes) -> Tree:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = lambda name: self._builder.end(_clark(name))
        parser.CharacterDataHandler = self._builder.data
        parser.StartNamespaceDeclHandler = self._declare
        parser.CommentHandler = self._remark
        parser.ProcessingInstructionHandler = self._remark
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(content, True)
        return Tree(self._builder.close(), self._prefixes, self._remarks)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._builder.start(_clark(name), {_clark(key): value for key, value in attributes.items()})

    def _declare(self, prefix: str | None, address: str | None) -> None:
        self._prefixes[prefix or ""] = address or ""

    def _remark(self, *_content: str) -> None:
        self._remarks += 1


def _clark(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _refuse(*_declaration: object) -> NoReturn:
    raise BlindingError.known_as("entities")


def written(root: Element) -> bytes:
    content: bytes = tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content
