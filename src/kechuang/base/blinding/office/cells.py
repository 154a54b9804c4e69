"""Cells of a worksheet: shown values as they are, known names replaced, formulas gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from kechuang.base.blinding.office.namespaces import clark
from kechuang.base.blinding.office.sieves import Sieve
from kechuang.base.blinding.office.texts import TextBlinder
from kechuang.engines.wording import Text

_CELL, _VALUE, _INLINE = clark("s:c"), clark("s:v"), clark("s:is")
_ON = ("1", "true")
_LONG_NUMBER = re.compile(r"[0-9]{7,21}(?:\.0+)?|[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{1,2}")


class Cells:
    """Treats the columns, rows and cells of one sheet."""

    def __init__(
        self, sieve: Sieve, texts: TextBlinder, strings: Sequence[Element], sheet: str
    ) -> None:
        self._sieve, self._texts, self._strings, self._sheet = sieve, texts, strings, sheet
        self._hidden: list[tuple[int, int]] = []

    def treat(self) -> None:
        self._sieve.treatments.update(
            {clark("s:col"): self._column, clark("s:row"): self._row, _CELL: self._cell}
        )
        self._sieve.rewritings[clark("s:rFont"), "val"] = lambda _tag, name: self._sieve.font(name)

    def _column(self, column: Element) -> Iterator[Element]:
        if column.get("hidden") in _ON:
            self._hidden.append((_whole(column.get("min")), _whole(column.get("max"))))
        yield self._sieve.keep(column)

    def _row(self, row: Element) -> Iterator[Element]:
        """Hidden rows stay as empty hidden rows."""
        if row.get("hidden") in _ON:
            self._sieve.findings.met("hidden-cells", len(row))
            row = Element(row.tag, row.attrib)
        yield self._sieve.keep(row)

    def _cell(self, cell: Element) -> Iterator[Element]:
        reference = cell.get("r", "")
        if self._is_hidden(reference):
            self._sieve.findings.met("hidden-cells")
            return
        copy = self._sieve.root(Element(_CELL, cell.attrib))
        place = Text(f"{self._sheet}!{reference}", f"{self._sheet}!{reference}")
        self._note_formula(cell, place)
        if (text := self._text(cell)) is not None:
            self._fill(copy, text, place)
        elif (value := cell.find(_VALUE)) is not None:
            self._fill_number(copy, value, place)
        yield copy

    def _is_hidden(self, reference: str) -> bool:
        column = 0
        for letter in reference.rstrip("0123456789"):
            column = column * 26 + ord(letter.upper()) - 64
        return any(first <= column <= last for first, last in self._hidden)

    def _note_formula(self, cell: Element, place: Text) -> None:
        if cell.find(clark("s:f")) is None:
            return
        self._sieve.findings.met("formulas")
        if cell.find(_VALUE) is None:
            self._sieve.findings.lose("uncomputed", place)
        else:
            self._sieve.findings.lose("formula", self._sieve.place)

    def _text(self, cell: Element) -> Element | None:
        """The runs of a cell with text, wherever they are stored; None for other cells."""
        kind, value = cell.get("t"), cell.find(_VALUE)
        if kind == "inlineStr":
            return cell.find(_INLINE)
        if kind == "str" and value is not None:
            runs = Element(_INLINE)
            SubElement(runs, clark("s:t")).text = value.text
            return runs
        if kind == "s" and value is not None:
            number = _whole(value.text)
            return self._strings[number] if 0 <= number < len(self._strings) else Element(_INLINE)
        return None

    def _fill(self, copy: Element, runs: Element, place: Text) -> None:
        kept = self._sieve.root(Element(_INLINE))
        kept.extend(list(self._sieve.children(deepcopy(runs))))
        self._texts.paragraph(kept, place)
        copy.set("t", "inlineStr")
        copy.append(kept)

    def _fill_number(self, copy: Element, value: Element, place: Text) -> None:
        """Numbers long enough to be a telephone or an account are looked through as text."""
        number = (value.text or "").strip()
        if copy.get("t", "n") == "n" and _LONG_NUMBER.fullmatch(number):
            digits = f"{int(Decimal(number))}"
            replaced = self._texts.words(digits, place)
            if replaced != digits:
                runs = SubElement(copy, _INLINE)
                SubElement(runs, clark("s:t")).text = replaced
                copy.set("t", "inlineStr")
                return
        SubElement(copy, _VALUE).text = number


def _whole(text: str | None) -> int:
    return int(text) if text and text.strip().isdecimal() else -1
