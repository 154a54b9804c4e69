"""Letting through of a part what the vocabulary holds, and naming what stayed behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from kechuang.base.blinding.findings import NOWHERE, Findings
from kechuang.base.blinding.office import fonts, vocabulary
from kechuang.base.blinding.office.namespaces import PREFIXES, TABLE, clark, clarks, local
from kechuang.base.blinding.office.namings import (
    ATTRIBUTE_CHANNELS,
    ELEMENT_CHANNELS,
    ELEMENT_LOSSES,
    LOCAL_CHANNELS,
    channel_of,
)
from kechuang.base.blinding.office.texts import text_of
from kechuang.engines.wording import Text

_INERT = re.compile(r"[\w#%.,:;+*() -]{0,120}", re.ASCII)
_ADDRESSES = frozenset({TABLE, "http://schemas.microsoft.com/office/word", *PREFIXES.values()})
_FONT_TAGS = clarks("w", "rFonts sym") | clarks("a", "latin ea cs sym buFont font")
_FONT_NAMES = frozenset(
    map(clark, ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs", "w:font", "typeface"))
)
_SIGNS = {clark("m:val"), clark("char"), clark("w:char")}
_NAMED_OBJECTS = frozenset(
    map(clark, ("wp:docPr", "pic:cNvPr", "p:cNvPr", "xdr:cNvPr", "wps:cNvPr", "wpg:cNvPr"))
)
_SWITCH, _CHOICE, _FALLBACK = clark("mc:AlternateContent"), clark("mc:Choice"), clark("mc:Fallback")
_UNDERSTOOD = {"wps": clark("wps:wsp"), "wpg": clark("wpg:wgp")}

NEUTRAL_NAME = "对象"

Treatment = Callable[[Element], Iterator[Element]]
Rewriting = Callable[[str, str], str | None]


@dataclass
class Sieve:
    """``treatments`` replace the rule for an element, ``rewritings`` for an attribute's value.

    ``rewritings`` are looked up by (element, attribute), then by ("", attribute); they get the
    element's tag and the value, and answer the new value or None to drop the attribute.
    """

    findings: Findings
    prefixes: Mapping[str, str] = field(default_factory=dict)
    place: Text = NOWHERE
    treatments: dict[str, Treatment] = field(default_factory=dict)
    rewritings: dict[tuple[str, str], Rewriting] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.treatments.setdefault(_SWITCH, self._chosen)
        for name in _NAMED_OBJECTS:
            self.rewritings.setdefault((name, "name"), lambda _tag, _name: NEUTRAL_NAME)
        self.rewritings.setdefault(("", "name"), _guide_name)
        self.rewritings.setdefault(("", "id"), _number)
        self.rewritings.setdefault(("", clark("r:id")), lambda _tag, _key: None)
        self.rewritings.setdefault(("", clark("r:embed")), lambda _tag, _key: None)

    def root(self, element: Element) -> Element:
        """The part's root with what is understood below it."""
        copy = Element(element.tag, dict(self._attributes(element)))
        # a list, for ElementTree would hide the refusal of a generator behind a TypeError
        copy.extend(list(self.children(element)))
        return copy

    def children(self, element: Element) -> Iterator[Element]:
        for child in element:
            yield from self.sift(child)

    def sift(self, element: Element) -> Iterator[Element]:
        """What the copy has instead of ``element``: itself, its children, or nothing."""
        if treatment := self.treatments.get(element.tag):
            yield from treatment(element)
        elif element.tag in vocabulary.TRANSPARENT:
            self._note(element.tag)
            yield from self.children(element)
        elif element.tag in vocabulary.ELEMENTS:
            yield self.keep(element)
        else:
            self.drop(element)

    def keep(self, element: Element) -> Element:
        copy = self.root(element)
        if element.tag in vocabulary.TEXTS:
            copy.text = element.text
        return copy

    def drop(self, element: Element) -> None:
        """Leave ``element`` out and say so."""
        self._note(element.tag)
        for each in element.iter():
            if each is not element and channel_of(each.tag):
                self._note(each.tag)
        if loss := ELEMENT_LOSSES.get(element.tag):
            self.findings.lose(loss, self.place)
        elif element.tag not in ELEMENT_CHANNELS and text_of([element]).strip():
            self.findings.lose("unknown-element", self.place)

    def _note(self, tag: str) -> None:
        self.findings.met(channel_of(tag) or "unknown-markup")

    def _attributes(self, element: Element) -> Iterable[tuple[str, str]]:
        for name, value in element.attrib.items():
            kept = self._value(element.tag, name, value)
            if kept is not None:
                yield name, kept

    def _value(self, tag: str, name: str, value: str) -> str | None:
        rewriting = self.rewritings.get((tag, name)) or self.rewritings.get(("", name))
        if rewriting:
            return self._rewritten(rewriting, tag, name, value)
        if name not in vocabulary.ATTRIBUTES:
            self.findings.met(
                ATTRIBUTE_CHANNELS.get(name) or LOCAL_CHANNELS.get(local(name), "unknown-markup")
            )
            return None
        if tag in _FONT_TAGS and name in _FONT_NAMES:
            return self.font(value)
        is_inert = _INERT.fullmatch(value) or value in _ADDRESSES
        if is_inert or (name in _SIGNS and len(value) <= 2):
            return value
        self.findings.met("unknown-markup")
        return None

    def _rewritten(self, rewriting: Rewriting, tag: str, name: str, value: str) -> str | None:
        if tag in _NAMED_OBJECTS and name == "name":
            self.findings.met("object-names", value not in ("", NEUTRAL_NAME))
        return rewriting(tag, value)

    def font(self, name: str) -> str:
        """The font itself where everybody has it, or a common one in its place."""
        if fonts.is_common(name):
            return name
        self.findings.met("font-names")
        self.findings.lose("font", self.place)
        return fonts.substitute(name)

    def _chosen(self, element: Element) -> Iterator[Element]:
        """Of alternatives the one that is understood; it keeps its wrapping where Word needs it."""
        for choice in element.iter(_CHOICE):
            wanted = choice.get("Requires", "").split()
            names = [each for each in _UNDERSTOOD if self.prefixes.get(each) == PREFIXES[each]]
            if wanted and set(wanted) <= set(names):
                inner = Element(_CHOICE, {"Requires": choice.get("Requires", "")})
                inner.extend(list(self.children(choice)))
                copy = Element(_SWITCH)
                copy.append(inner)
                yield copy
                return
        for fallback in element.iter(_FALLBACK):
            yield from self.children(fallback)
            return
        self.drop(element)


def _guide_name(tag: str, name: str) -> str | None:
    """Formulas of a shape refer to its guides by name; no other name is needed."""
    return name if tag == clark("a:gd") and _INERT.fullmatch(name) else None


def _number(_tag: str, key: str) -> str | None:
    return key if re.fullmatch(r"-?[0-9]{1,12}", key) else None
