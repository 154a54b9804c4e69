"""DOCX: the text as it is seen, with tracked changes accepted and everything unseen left out."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.limits import Limits
from kechuang.base.blinding.office.copying import Copying
from kechuang.base.blinding.office.fields import Fields
from kechuang.base.blinding.office.namespaces import clark
from kechuang.base.blinding.office.old_drawings import treat_old_drawings
from kechuang.base.blinding.office.shapes import holds_shape, is_hidden, treat_shapes
from kechuang.base.blinding.office.sieves import Sieve
from kechuang.base.blinding.office.styles import Styles
from kechuang.base.blinding.office.trees import written
from kechuang.base.blinding.replacing import Replacer
from kechuang.engines.wording import Text

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_MAIN = "word/document.xml"
_ONCE = ("styles", "numbering", "settings", "footnotes", "endnotes")
_PLACES = {
    "header": Text("页眉", "header"),
    "footer": Text("页脚", "footer"),
    "footnotes": Text("脚注", "footnotes"),
    "endnotes": Text("尾注", "endnotes"),
}
_KNOWN_COMPATIBILITY = frozenset(
    [
        "compatibilityMode",
        "overrideTableStyleFontSizeAndJustification",
        "enableOpenTypeFeatures",
        "doNotFlipMirrorIndents",
        "differentiateMultirowTableHeaders",
    ]
)
_RUN, _PROPERTIES = clark("w:r"), clark("w:rPr")
_FIELD_TAGS = (clark("w:fldChar"), clark("w:instrText"))


def copy_docx(content: bytes, replacer: Replacer, findings: Findings, limits: Limits) -> bytes:
    """A document that shows the same, rebuilt from what is understood."""
    return _Document(content, replacer, findings, limits).copy()


class _Document(Copying):
    def copy(self) -> bytes:
        main = self.main_part()
        relations = self.source.relations(main)
        self._styles = Styles(self.findings)
        self._paragraphs = 0
        for relation in relations.values():
            if relation.kind == "styles":
                self._styles.learn(self.source.tree(relation.target).root)
        self.new.relate("", "officeDocument", self.new.reserve(_MAIN))
        self._copy_part(main, _MAIN, "document.main", None)
        for relation in relations.values():
            if relation.kind in _ONCE:
                self._related(relation.kind, relation.target)
            elif relation.kind == "theme":
                self.new.relate(_MAIN, "theme", self.copy_theme(relation.target, "word"))
        return self.finish()

    def _related(self, kind: str, part: str) -> str:
        number = self.new.count(f"word/{kind}") + 1
        name = self.new.reserve(f"word/{kind}{number}.xml")
        self._copy_part(part, name, kind, _PLACES.get(kind))
        return self.new.relate(_MAIN, kind, name)

    def _copy_part(self, part: str, name: str, kind: str, place: Text | None) -> None:
        tree = self.source.tree(part)
        sieve = self.sieve(part, name, tree, place or Text("正文", "text"))
        self._treat(sieve, part, place)
        if kind == "numbering":
            sieve.treatments[clark("w:name")] = lambda _name: iter(())
        self.new.fill(name, _TYPE.format(kind), written(sieve.root(tree.root)))

    def _treat(self, sieve: Sieve, part: str, place: Text | None) -> None:
        treat_shapes(sieve, self.texts)
        treat_old_drawings(sieve)
        sieve.rewritings.update(self._styles.rewritings())
        sieve.rewritings[clark("w:lvlText"), clark("w:val")] = self._level_text
        sieve.rewritings[clark("w:compatSetting"), clark("w:name")] = _compatibility
        relations = self.source.relations(part)
        for kind in ("header", "footer"):

            def follow(_tag: str, key: str, kind: str = kind) -> str | None:
                relation = relations.get(key)
                return self._related(kind, relation.target) if relation else None

            sieve.rewritings[clark(f"w:{kind}Reference"), clark("r:id")] = follow
        runs = _Runs(sieve, self._styles)

        def paragraph(element: Element) -> Iterator[Element]:
            copy = runs.paragraph(element)
            self.texts.paragraph(copy, place or self._next_place())
            yield copy

        sieve.treatments[clark("w:p")] = paragraph

    def _next_place(self) -> Text:
        self._paragraphs += 1
        return Text(f"第{self._paragraphs}段", f"paragraph {self._paragraphs}")

    def _level_text(self, _tag: str, text: str) -> str:
        return self.texts.words(text, Text("编号", "numbering"))


class _Runs:
    """Runs, rows and drawings of one part; fields and hiding go on from run to run."""

    def __init__(self, sieve: Sieve, styles: Styles) -> None:
        self._sieve, self._styles = sieve, styles
        self._fields = Fields(sieve.findings)
        self._style = ""
        sieve.treatments[_RUN] = self._run
        sieve.treatments[clark("w:fldSimple")] = self._simple
        sieve.treatments[clark("w:tr")] = self._row
        sieve.treatments[clark("w:drawing")] = self._drawing

    def paragraph(self, element: Element) -> Element:
        outer = self._style
        style = element.find(f"{clark('w:pPr')}/{clark('w:pStyle')}")
        self._style = "" if style is None else style.get(clark("w:val"), "")
        copy = self._sieve.keep(element)
        self._style = outer
        return copy

    def _run(self, run: Element) -> Iterator[Element]:
        """The run in pieces: before, between and after the field marks in it."""
        is_hidden_run = self._styles.is_hidden(run, self._style)
        piece: list[Element] = []
        for child in run:
            if child.tag in _FIELD_TAGS:
                yield from self._piece(run, piece)
                piece = []
                yield from self._fields.marked(child)
            elif is_hidden_run and child.tag != _PROPERTIES:
                self._sieve.findings.met("hidden-text")
            elif self._fields.shows and child.tag != _PROPERTIES:
                piece.extend(self._sieve.sift(child))
        yield from self._piece(run, piece)

    def _piece(self, run: Element, content: list[Element]) -> Iterator[Element]:
        if not content:
            return
        copy = Element(_RUN)
        properties = run.find(_PROPERTIES)
        if properties is not None:
            copy.extend(list(self._sieve.sift(properties)))
        copy.extend(content)
        yield copy

    def _simple(self, element: Element) -> Iterator[Element]:
        yield from self._fields.simple(element, self._sieve.children(element))

    def _row(self, row: Element) -> Iterator[Element]:
        """A row whose deletion is tracked is not seen once changes are accepted."""
        if row.find(f"{clark('w:trPr')}/{clark('w:del')}") is not None:
            self._sieve.findings.met("tracked-changes")
        else:
            yield self._sieve.keep(row)

    def _drawing(self, drawing: Element) -> Iterator[Element]:
        if is_hidden(drawing):
            self._sieve.findings.met("hidden-shapes")
            return
        copy = self._sieve.keep(drawing)
        if holds_shape(copy):
            yield copy


def _compatibility(_tag: str, name: str) -> str | None:
    return name if name in _KNOWN_COMPATIBILITY else None
