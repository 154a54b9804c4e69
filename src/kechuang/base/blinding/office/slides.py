"""PPTX: the slides that are shown, with the layouts and masters they need and no others."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.limits import Limits
from kechuang.base.blinding.office.copying import Copying
from kechuang.base.blinding.office.namespaces import clark
from kechuang.base.blinding.office.packages import Relation
from kechuang.base.blinding.office.shapes import treat_shapes
from kechuang.base.blinding.office.trees import written
from kechuang.base.blinding.refusals import BlindingError
from kechuang.base.blinding.replacing import Replacer
from kechuang.engines.wording import Text

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.{}+xml"
_MAIN = "ppt/presentation.xml"
_LAYOUT = Text("版式", "slide layout")
_MASTER = Text("母版", "slide master")
_FIRST_MASTER_ID, _FIRST_SLIDE_ID = 2_147_483_648, 256


def copy_pptx(content: bytes, replacer: Replacer, findings: Findings, limits: Limits) -> bytes:
    """A presentation that shows the same slides, rebuilt from what is understood."""
    return _Presentation(content, replacer, findings, limits).copy()


class _Presentation(Copying):
    def copy(self) -> bytes:
        main = self.main_part()
        tree = self.source.tree(main)
        self._names: dict[str, str] = {}
        self._masters: dict[str, list[str]] = {}
        self._ids = _FIRST_MASTER_ID
        sieve = self.sieve(main, self.new.reserve(_MAIN), tree, Text("", ""))
        root = sieve.root(tree.root)
        self.new.relate("", "officeDocument", _MAIN)
        slides = [self._copy_slide(part, place) for part, place in self._shown(main, tree.root)]
        if not slides:
            raise BlindingError.known_as("nothing")
        masters = [self._copy_master(part) for part in self._masters]
        self._list(root, "sldMasterIdLst", "sldMasterId", "slideMaster", masters)
        self._list(root, "sldIdLst", "sldId", "slide", slides)
        self.new.fill(_MAIN, _TYPE.format("presentation.main"), written(root))
        return self.finish()

    def _shown(self, main: str, root: Element) -> Iterator[tuple[str, Text]]:
        relations = self.source.relations(main)
        for number, row in enumerate(root.iter(clark("p:sldId")), start=1):
            relation = relations.get(row.get(clark("r:id"), ""))
            if relation is None:
                continue
            if self.source.tree(relation.target).root.get("show") in ("0", "false"):
                self.findings.met("hidden-slides")
            else:
                yield relation.target, Text(f"第{number}页", f"slide {number}")

    def _copy_slide(self, part: str, place: Text) -> str:
        name = self.new.reserve(f"ppt/slides/slide{self.new.count('ppt/slides/') + 1}.xml")
        layout = self._one(part, "slideLayout")
        self.new.relate(name, "slideLayout", self._copy_layout(layout.target))
        self._copy_part(part, name, "slide", place)
        return name

    def _copy_layout(self, part: str) -> str:
        if part not in self._names:
            name = f"ppt/slideLayouts/slideLayout{self.new.count('ppt/slideLayouts/') + 1}.xml"
            self._names[part] = self.new.reserve(name)
            master = self._one(part, "slideMaster").target
            self._masters.setdefault(master, []).append(name)
            self.new.relate(name, "slideMaster", self._master_name(master))
            self._copy_part(part, name, "slideLayout", _LAYOUT)
        return self._names[part]

    def _master_name(self, part: str) -> str:
        if part not in self._names:
            number = self.new.count("ppt/slideMasters/") + 1
            self._names[part] = self.new.reserve(f"ppt/slideMasters/slideMaster{number}.xml")
        return self._names[part]

    def _copy_master(self, part: str) -> str:
        name = self._master_name(part)
        theme = self._one(part, "theme")
        self.new.relate(name, "theme", self.copy_theme(theme.target, "ppt/theme"))
        root = self._copied(part, name, _MASTER)
        self._list(root, "sldLayoutIdLst", "sldLayoutId", "slideLayout", self._masters[part], name)
        self.new.fill(name, _TYPE.format("slideMaster"), written(root))
        return name

    def _one(self, part: str, kind: str) -> Relation:
        for relation in self.source.relations(part).values():
            if relation.kind == kind and not relation.is_external:
                return relation
        raise BlindingError.known_as("damaged", detail=part)

    def _copy_part(self, part: str, name: str, kind: str, place: Text) -> None:
        self.new.fill(name, _TYPE.format(kind), written(self._copied(part, name, place)))

    def _copied(self, part: str, name: str, place: Text) -> Element:
        tree = self.source.tree(part)
        sieve = self.sieve(part, name, tree, place)
        treat_shapes(sieve, self.texts)
        return sieve.root(tree.root)

    def _list(
        self, root: Element, tag: str, row: str, kind: str, parts: list[str], of: str = _MAIN
    ) -> None:
        """Fill the list ``tag`` of ``root`` with references to ``parts``."""
        holder = root.find(clark(f"p:{tag}"))
        if holder is None:
            holder = SubElement(root, clark(f"p:{tag}"))
        for child in list(holder):
            holder.remove(child)
        for number, part in enumerate(parts):
            key = _FIRST_SLIDE_ID + number if row == "sldId" else self._next_id()
            reference = {"id": f"{key}", clark("r:id"): self.new.relate(of, kind, part)}
            SubElement(holder, clark(f"p:{row}"), reference)

    def _next_id(self) -> int:
        self._ids += 1
        return self._ids
