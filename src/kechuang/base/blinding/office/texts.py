"""The text of a paragraph lies in many runs; it is blinded as one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.office.namespaces import clark
from kechuang.base.blinding.replacing import Replacer
from kechuang.engines.wording import Text

_TEXTS = frozenset(map(clark, ("w:t", "a:t", "s:t", "m:t")))
_GAPS = frozenset(map(clark, ("w:tab", "w:br", "w:cr", "w:ptab", "a:br")))
_OTHER_TEXT = frozenset(map(clark, ("w:txbxContent", "w:p", "a:p", "w:rPr", "w:pPr")))
_SPACE = clark("xml:space")


class TextBlinder:
    """Replaces known names and looks for leaks, paragraph by paragraph."""

    def __init__(self, replacer: Replacer, findings: Findings) -> None:
        self._replacer, self._findings = replacer, findings
        self._shown: list[tuple[str, Text]] = []

    def paragraph(self, element: Element, place: Text) -> None:
        """Blind the runs of ``element``, but not of texts that only hang on it."""
        holders = list(_holders(element))
        pieces = [holder.text or "" if holder.tag in _TEXTS else "\t" for holder in holders]
        replaced = self._replacer.replace_across(pieces)
        for holder, text in zip(holders, replaced, strict=True):
            if holder.tag in _TEXTS:
                holder.text = text
                if text != text.strip() and holder.tag.endswith("main}t"):
                    holder.set(_SPACE, "preserve")
        self.show("".join(replaced), place)

    def words(self, text: str, place: Text) -> str:
        """Blind a text that stands alone."""
        replaced = self._replacer.replace(text)
        self.show(replaced, place)
        return replaced

    def show(self, text: str, place: Text) -> None:
        if text.strip():
            self._findings.read(text, place)
            self._shown.append((text, place))

    def finish(self) -> None:
        """Flag known names that only neighbouring paragraphs or cells make up together."""
        for (before, _), (after, place) in zip(self._shown, self._shown[1:], strict=False):
            seam = len(before)
            for span in self._replacer.spans(before + after):
                if span.start < seam < span.end:
                    self._findings.suspect("known-name", span.placeholder, place)


def _holders(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in _TEXTS or child.tag in _GAPS:
            yield child
        elif child.tag not in _OTHER_TEXT:
            yield from _holders(child)


def text_of(elements: Sequence[Element]) -> str:
    """All text below ``elements``, to tell whether dropping them loses something visible."""
    return "".join(
        node.text or "" for each in elements for node in each.iter() if node.tag in _TEXTS
    )
