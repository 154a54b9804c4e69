"""Fields become what they show; only page numbers stay alive, and names of authors go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.office.namespaces import clark

_LIVE = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_TELLING = frozenset(
    [
        "AUTHOR",
        "LASTSAVEDBY",
        "USERNAME",
        "USERINITIALS",
        "USERADDRESS",
        "FILENAME",
        "TEMPLATE",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "INFO",
        "TITLE",
        "SUBJECT",
        "KEYWORDS",
        "COMMENTS",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "EDITTIME",
        "REVNUM",
    ]
)
_RUN, _MARK, _CODE = clark("w:r"), clark("w:fldChar"), clark("w:instrText")
_TYPE, _INSTRUCTION = clark("w:fldCharType"), clark("w:instr")


@dataclass
class _Field:
    code: str = ""
    is_shown: bool = False

    @property
    def word(self) -> str:
        return (self.code.split() or [""])[0].upper()


class Fields:
    """Follows fields over the runs of a part; they nest, and may begin and end anywhere."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._open: list[_Field] = []

    @property
    def shows(self) -> bool:
        """Whether what comes now is seen in the original and may be seen in the copy."""
        return all(field.is_shown and field.word not in _TELLING for field in self._open)

    def marked(self, element: Element) -> Iterator[Element]:
        """Runs that take the place of a ``fldChar`` or ``instrText``."""
        if element.tag == _CODE:
            if self._open and not self._open[-1].is_shown:
                self._open[-1].code += element.text or ""
            return
        kind = element.get(_TYPE)
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            yield from self._separated(self._open[-1])
        elif kind == "end" and self._open:
            yield from self._ended(self._open.pop())

    def _separated(self, field: _Field) -> Iterator[Element]:
        field.is_shown = True
        if field.word in _LIVE:
            yield from (_mark("begin"), _code(field.word), _mark("separate"))
        else:
            self._findings.met("field-codes")

    def _ended(self, field: _Field) -> Iterator[Element]:
        if field.word in _LIVE:
            if not field.is_shown:
                yield from (_mark("begin"), _code(field.word))
            yield _mark("end")
        elif not field.is_shown:
            self._findings.met("field-codes")

    def simple(self, element: Element, inside: Iterator[Element]) -> Iterator[Element]:
        """What takes the place of a ``fldSimple``."""
        field = _Field(element.get(_INSTRUCTION, ""))
        if field.word in _LIVE:
            yield from (_mark("begin"), _code(field.word), _mark("separate"), *inside, _mark("end"))
            return
        self._findings.met("field-codes")
        if field.word not in _TELLING:
            yield from inside


def _mark(kind: str) -> Element:
    run = Element(_RUN)
    SubElement(run, _MARK, {_TYPE: kind})
    return run


def _code(word: str) -> Element:
    run = Element(_RUN)
    SubElement(run, _CODE).text = f" {word} "
    return run
