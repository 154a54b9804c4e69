"""Each remover switched off by itself: the red control of the proof.

A copy is built from what is kept, so switching a remover off means keeping one channel more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from unittest.mock import patch
from xml.etree.ElementTree import Element, SubElement, fromstring

from kechuang.base.blinding import copies
from kechuang.base.blinding.office import (
    cells,
    copying,
    documents,
    fonts,
    shapes,
    slides,
    vocabulary,
    workbooks,
)
from kechuang.base.blinding.office.namespaces import clark, local
from kechuang.base.blinding.office.namings import (
    ATTRIBUTE_CHANNELS,
    LOCAL_CHANNELS,
    RELATION_CHANNELS,
    channel_of,
)
from kechuang.base.blinding.office.sieves import Sieve
from kechuang.base.blinding.office.styles import Styles
from kechuang.base.blinding.office.vocabulary import ATTRIBUTES, ELEMENTS, TRANSPARENT
from tests.proof.metadata.other_gates import keeping_segments

_PROPERTIES = {
    "author": {"creator"},
    "last-author": {"lastModifiedBy"},
    "title-properties": {"title", "subject", "keywords", "description", "category"},
    "times": {"created"},
    "company": {"Company"},
    "manager": {"Manager"},
    "hyperlinks": {"HyperlinkBase"},
    "application": {"Template", "Application"},
}


@contextmanager
def opened(channel: str) -> Iterator[None]:
    """Copies keep ``channel`` while the block runs."""
    with ExitStack() as stack:
        for target, name, change in _changes(channel):
            stack.enter_context(patch.object(target, name, change(getattr(target, name), channel)))
        yield


def _changes(channel: str) -> list[tuple[object, str, Callable[..., object]]]:
    return [
        (Sieve, "sift", _keeping_elements),
        (Sieve, "_attributes", _keeping_attributes),
        (copying.Copying, "finish", _keeping_parts),
        (copying, "repaint", keeping_segments),
        (copies, "repaint", keeping_segments),
        *_SPECIAL.get(channel, []),
    ]


def _keeping_elements(
    real: Callable[..., Iterator[Element]], channel: str
) -> Callable[..., object]:
    def sift(self: Sieve, element: Element) -> Iterator[Element]:
        known = (
            element.tag in ELEMENTS or element.tag in TRANSPARENT or element.tag in self.treatments
        )
        found = channel_of(element.tag) or ("" if known else "unknown-markup")
        is_switch = element.tag == clark("mc:AlternateContent")
        held = {channel_of(each.tag) for each in element.iter()} if is_switch else {found}
        return iter([deepcopy(element)]) if channel in held else real(self, element)

    return sift


def _keeping_attributes(real: Callable[..., object], channel: str) -> Callable[..., object]:
    def attributes(self: Sieve, element: Element) -> list[tuple[str, str]]:
        kept = list(real(self, element))
        for name, value in element.attrib.items():
            found = ATTRIBUTE_CHANNELS.get(name) or LOCAL_CHANNELS.get(local(name))
            if name == "name" and channel == "object-names":
                found = "object-names"
            if (found or ("" if name in ATTRIBUTES else "unknown-markup")) == channel:
                kept = [pair for pair in kept if pair[0] != name] + [(name, value)]
        return kept

    return attributes


def _keeping_parts(real: Callable[..., bytes], channel: str) -> Callable[..., object]:
    def finish(self: copying.Copying) -> bytes:
        for name, content in _parts_of(self, channel):
            self.new.fill(name, "application/octet-stream", content)
        return real(self)

    return finish


def _parts_of(self: copying.Copying, channel: str) -> Iterator[tuple[str, bytes]]:
    for part in ["", *(name for name in self.source.names if not name.endswith(".rels"))]:
        for relation in self.source.relations(part).values():
            is_kept = RELATION_CHANNELS.get(relation.kind) == channel
            if relation.is_external and (is_kept or channel == "external-links"):
                yield f"kept/{relation.target.encode().hex()}", relation.target.encode()
            elif is_kept and channel not in _PROPERTIES and relation.target in self.source.names:
                yield f"kept/{relation.target}", self.source.read(relation.target)
    yield from _other_parts_of(self, channel)


def _other_parts_of(self: copying.Copying, channel: str) -> Iterator[tuple[str, bytes]]:
    for name in ("docProps/core.xml", "docProps/app.xml"):
        yield f"kept/{name}", _leaves(self.source.read(name), _PROPERTIES.get(channel, set()))
    if channel == "application":
        for part in self.source.names & {"xl/calcChain.xml", "ppt/viewProps.xml"}:
            yield f"kept/{part}", self.source.read(part)
    if channel == "xml-comments":
        remarks = re.compile(rb"<!--.*?-->|<\?kanarie.*?\?>")
        for part in self.source.names:
            yield f"kept/{part}", b"".join(remarks.findall(self.source.read(part)))
    if channel == "unused-parts":
        yield "kept/left.xml", self.source.read("stray/left.xml")


def _leaves(content: bytes, names: set[str]) -> bytes:
    kept = [leaf.text or "" for leaf in fromstring(content).iter() if local(leaf.tag) in names]
    return " ".join(kept).encode()


def _never(_real: object, _channel: str) -> Callable[..., object]:
    return lambda *_args: False


def _same(_real: object, _channel: str) -> Callable[..., object]:
    return lambda _self, _tag, name: name


def _every_sheet(_real: object, _channel: str) -> Callable[..., object]:
    def shown(self: workbooks._Workbook, root: Element) -> Iterator[tuple[str, str]]:
        for row in root.iter(clark("s:sheet")):
            yield row.get("name", ""), self._relations[row.get(clark("r:id"), "")].target

    return shown


def _every_slide(real: Callable[..., object], _channel: str) -> Callable[..., object]:
    def shown(self: slides._Presentation, main: str, root: Element) -> Iterator[object]:
        original = self.source.tree

        def tree(part: str) -> object:
            found = original(part)
            found.root.attrib.pop("show", None)
            return found

        with patch.object(self.source, "tree", tree):
            yield from real(self, main, root)

    return shown


def _row_as_it_is(_real: object, _channel: str) -> Callable[..., object]:
    def row(self: cells.Cells, element: Element) -> Iterator[Element]:
        yield self._sieve.keep(element)

    return row


def _with_formula(real: Callable[..., Iterator[Element]], _channel: str) -> Callable[..., object]:
    def cell(self: cells.Cells, element: Element) -> Iterator[Element]:
        for copy in real(self, element):
            copy.extend(deepcopy(each) for each in element.iter(clark("s:f")))
            yield copy

    return cell


def _telling_header(_real: object, _channel: str) -> re.Pattern[str]:
    return re.compile(r"(?!)")


def _with_part_name(real: Callable[..., str], _channel: str) -> Callable[..., object]:
    def add(self: copying.Copying, part: str, content: bytes, suffix: str) -> str:
        self.new.fill(f"media/{part.rpartition('/')[2]}", f"image/{suffix}", content)
        return real(self, part, content, suffix)

    return add


def _with_code(real: Callable[..., Iterator[Element]], _channel: str) -> Callable[..., object]:
    def marked(self: object, element: Element) -> Iterator[Element]:
        if element.tag == clark("w:instrText"):
            run = Element(clark("w:r"))
            SubElement(run, clark("w:instrText")).text = element.text
            yield run
        yield from real(self, element)

    return marked


def _raw_field(_real: object, _channel: str) -> Callable[..., object]:
    return lambda _sieve, field: iter([deepcopy(field)])


_HIDDEN_SHAPES = [(module, "is_hidden", _never) for module in (documents, shapes)]
_SPECIAL: dict[str, list[tuple[object, str, Callable[..., object]]]] = {
    "hidden-text": [(Styles, "is_hidden", _never)],
    "hidden-shapes": _HIDDEN_SHAPES,
    "hidden-sheets": [(workbooks._Workbook, "_shown", _every_sheet)],
    "hidden-slides": [(slides._Presentation, "_shown", _every_slide)],
    "hidden-cells": [(cells.Cells, "_is_hidden", _never), (cells.Cells, "_row", _row_as_it_is)],
    "formulas": [
        (cells.Cells, "_cell", _with_formula),
        (copying, "make_literal", lambda _real, _channel: lambda *_args: None),
        (vocabulary, "ELEMENTS", lambda real, _channel: real | {clark("c:strRef")}),
    ],
    "style-names": [(Styles, "name", _same), (Styles, "renamed", _same)],
    "theme-names": [(copying.Copying, "_theme_name", _same)],
    "font-names": [(fonts, "is_common", lambda _real, _channel: lambda _name: True)],
    "part-names": [(copying.Copying, "_add_picture", _with_part_name)],
    "field-codes": [(documents.Fields, "marked", _with_code), (shapes, "_field", _raw_field)],
}
