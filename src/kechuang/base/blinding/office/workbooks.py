"""XLSX: the sheets that are shown, cell by cell; formulas become their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.limits import Limits
from kechuang.base.blinding.office.cells import Cells
from kechuang.base.blinding.office.copying import Copying
from kechuang.base.blinding.office.namespaces import PREFIXES, clark
from kechuang.base.blinding.office.shapes import holds_shape, treat_shapes
from kechuang.base.blinding.office.sieves import Sieve
from kechuang.base.blinding.office.trees import written
from kechuang.base.blinding.refusals import BlindingError
from kechuang.base.blinding.replacing import Replacer
from kechuang.engines.wording import Text

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_MAIN = "xl/workbook.xml"
_LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_TELLING_CODES = re.compile(r"&[FZDT]")
_PAGE_TEXTS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


def copy_xlsx(content: bytes, replacer: Replacer, findings: Findings, limits: Limits) -> bytes:
    """A workbook that shows the same, rebuilt from what is understood."""
    return _Workbook(content, replacer, findings, limits).copy()


class _Workbook(Copying):
    def copy(self) -> bytes:
        main = self.main_part()
        tree = self.source.tree(main)
        self._relations = self.source.relations(main)
        self.note_relations(self._relations)
        sieve = Sieve(self.findings)
        sieve.treatments[clark("s:sheets")] = lambda _sheets: iter(())
        sieve.treatments[clark("s:bookViews")] = lambda _views: iter(())
        root = sieve.root(tree.root)
        sheets = SubElement(root, clark("s:sheets"))
        self.new.relate("", "officeDocument", self.new.reserve(_MAIN))
        self._strings = self._shared_strings()
        for name, part in self._shown(tree.root):
            self._add_sheet(sheets, name, part)
        if not len(sheets):
            raise BlindingError.known_as("nothing")
        self._fill(_MAIN, "sheet.main", root)
        for relation in self._relations.values():
            if relation.kind == "styles":
                self._copy_styles(relation.target)
            elif relation.kind == "theme":
                self.new.relate(_MAIN, "theme", self.copy_theme(relation.target, "xl/theme"))
        return self.finish()

    def _shown(self, root: Element) -> Iterator[tuple[str, str]]:
        for row in root.iter(clark("s:sheet")):
            relation = self._relations.get(row.get(clark("r:id"), ""))
            if row.get("state", "visible") != "visible":
                self.findings.met("hidden-sheets")
            elif relation is None or relation.kind != "worksheet":
                self.findings.lose("chart", Text(f"工作表 {row.get('name')}", "a chart sheet"))
            else:
                yield row.get("name", ""), relation.target

    def _add_sheet(self, sheets: Element, name: str, part: str) -> None:
        number = len(sheets) + 1
        shown = self.texts.words(name, Text(f"第{number}张工作表的名称", f"name of sheet {number}"))
        plain = _NOT_IN_SHEET_NAMES.sub(" ", shown)[:_LONGEST_SHEET_NAME]
        if plain.lower() in {sheet.get("name", "").lower() for sheet in sheets}:
            plain = f"{plain[: _LONGEST_SHEET_NAME - 4]}({number})"
        new = self.new.reserve(f"xl/worksheets/sheet{number}.xml")
        self._copy_sheet(part, new, plain)
        key = self.new.relate(_MAIN, "worksheet", new)
        row = {"name": plain, "sheetId": f"{number}", clark("r:id"): key}
        SubElement(sheets, clark("s:sheet"), row)

    def _copy_sheet(self, part: str, new: str, name: str) -> None:
        tree = self.source.tree(part)
        sieve = self.sieve(part, new, tree, Text(f"工作表 {name}", f"sheet {name}"))
        Cells(sieve, self.texts, self._strings, name).treat()
        for tag in _PAGE_TEXTS:
            sieve.treatments[clark(f"s:{tag}")] = lambda text: self._page_text(sieve, text)
        relations = self.source.relations(part)

        def drawing(_tag: str, key: str) -> str | None:
            relation = relations.get(key)
            return self._copy_drawing(relation.target, new, sieve.place) if relation else None

        sieve.rewritings[clark("s:drawing"), clark("r:id")] = drawing
        self._fill(new, "worksheet", sieve.root(tree.root))

    def _page_text(self, sieve: Sieve, element: Element) -> Iterator[Element]:
        """Header or footer of the printed page, without its codes for file name and path."""
        copy = sieve.keep(element)
        plain = _TELLING_CODES.sub("", copy.text or "")
        self.findings.met("field-codes", plain != (copy.text or ""))
        copy.text = self.texts.words(plain, sieve.place)
        yield copy

    def _copy_drawing(self, part: str, sheet: str, place: Text) -> str:
        number = self.new.count("xl/drawings/") + 1
        name = self.new.reserve(f"xl/drawings/drawing{number}.xml")
        tree = self.source.tree(part)
        sieve = self.sieve(part, name, tree, place)
        treat_shapes(sieve, self.texts)
        root = sieve.root(tree.root)
        for anchor in list(root):
            if not holds_shape(anchor):
                root.remove(anchor)
        self.new.fill(name, _DRAWING_TYPE, written(root))
        return self.new.relate(sheet, "drawing", name)

    def _shared_strings(self) -> list[Element]:
        for relation in self._relations.values():
            if relation.kind == "sharedStrings":
                return list(self.source.tree(relation.target).root.iter(clark("s:si")))
        return []

    def _copy_styles(self, part: str) -> None:
        tree = self.source.tree(part)
        sieve = self.sieve(part, "xl/styles.xml", tree, Text("格式", "styles"))
        sieve.rewritings["", "formatCode"] = lambda _tag, code: self.texts.words(code, sieve.place)
        sieve.treatments[clark("s:cellXfs")] = lambda formats: _with_one_style(sieve, formats)
        sieve.rewritings[clark("s:name"), "val"] = lambda _tag, name: sieve.font(name)
        sieve.rewritings[clark("s:rFont"), "val"] = lambda _tag, name: sieve.font(name)
        self.new.relate(_MAIN, "styles", self.new.reserve("xl/styles.xml"))
        self._fill("xl/styles.xml", "styles", sieve.root(tree.root))

    def _fill(self, name: str, kind: str, root: Element) -> None:
        """Without prefix, for some readers of workbooks know no other way."""
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
        root.set("xmlns", PREFIXES["s"])
        self.new.fill(name, _TYPE.format(kind), written(root))


def _with_one_style(sieve: Sieve, formats: Element) -> Iterator[Element]:
    """The formats of cells, and of all named styles the one that every workbook has."""
    yield sieve.keep(formats)
    styles = Element(clark("s:cellStyles"), {"count": "1"})
    SubElement(styles, clark("s:cellStyle"), {"name": "Normal", "xfId": "0", "builtinId": "0"})
    yield styles
