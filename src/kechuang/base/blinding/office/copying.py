"""From one package to another: parts that are followed, pictures repainted, all renamed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.limits import Limits
from kechuang.base.blinding.office import fonts
from kechuang.base.blinding.office.charts import CHART_TYPE, make_literal, treat_chart
from kechuang.base.blinding.office.namespaces import clark, local
from kechuang.base.blinding.office.namings import RELATION_CHANNELS
from kechuang.base.blinding.office.packages import NewPackage, Relation, SourcePackage
from kechuang.base.blinding.office.shapes import treat_shapes
from kechuang.base.blinding.office.sieves import Sieve
from kechuang.base.blinding.office.texts import TextBlinder
from kechuang.base.blinding.office.trees import Tree, written
from kechuang.base.blinding.pictures import blank, repaint
from kechuang.base.blinding.refusals import BlindingError
from kechuang.base.blinding.replacing import Replacer
from kechuang.engines.wording import Text

THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_VECTOR = re.compile(r"\.(emf|wmf|svg|emz|wmz|wdp|pict?)$", re.IGNORECASE)
_NUMBERED = re.compile(r"/(?:image[0-9]*\.\w+)?$")
_THEME = "主题"
_CORE = {
    "creator": "author",
    "lastModifiedBy": "last-author",
    "created": "times",
    "modified": "times",
    "lastPrinted": "times",
    "revision": "times",
}
_APPLICATION = {"Company": "company", "Manager": "manager", "HyperlinkBase": "hyperlinks"}


class Copying:
    """What all three kinds of office documents have in common while they are copied."""

    def __init__(
        self, content: bytes, replacer: Replacer, findings: Findings, limits: Limits
    ) -> None:
        self.findings, self.limits = findings, limits
        self.source = SourcePackage(content, findings, limits)
        self.new = NewPackage()
        self.texts = TextBlinder(replacer, findings)
        self._pictures: dict[str, str] = {}

    def main_part(self) -> str:
        """The document itself; properties beside it are named and left behind."""
        for relation in self.source.relations("").values():
            if relation.kind == "officeDocument":
                self._note_properties()
                return relation.target
        raise BlindingError.known_as("damaged", detail="_rels/.rels")

    def sieve(self, part: str, new: str, tree: Tree, place: Text) -> Sieve:
        """A sieve that takes the pictures of ``part`` along to the part ``new``."""
        relations = self.source.relations(part)
        self.note_relations(relations)
        sieve = Sieve(self.findings, tree.prefixes, place)

        def embed(_tag: str, key: str) -> str | None:
            picture = self.picture(relations.get(key), place)
            return self.new.relate(new, "image", picture)

        def chart(reference: Element) -> Iterator[Element]:
            relation = relations.get(reference.get(clark("r:id"), ""))
            if relation is None or relation.kind != "chart":
                self.findings.lose("chart", place)
                return
            name = self._copy_chart(relation.target, place)
            yield Element(reference.tag, {clark("r:id"): self.new.relate(new, "chart", name)})

        sieve.rewritings["", clark("r:embed")] = embed
        sieve.treatments[clark("c:chart")] = chart
        return sieve

    def _copy_chart(self, part: str, place: Text) -> str:
        name = self.new.reserve(f"charts/chart{self.new.count('charts/') + 1}.xml")
        tree = self.source.tree(part)
        make_literal(tree.root, self.findings)
        sieve = self.sieve(part, name, tree, place)
        treat_shapes(sieve, self.texts)
        treat_chart(sieve, self.texts)
        self.new.fill(name, CHART_TYPE, written(sieve.root(tree.root)))
        return name

    def picture(self, relation: Relation | None, place: Text) -> str:
        """The part of the copy with this picture, or with a blank in its stead."""
        if relation is None or relation.is_external or relation.kind != "image":
            self.findings.lose("broken-picture", place)
            return self._add_picture("", blank().content, "png")
        if relation.target not in self._pictures:
            self._copy_picture(relation.target, place)
        return self._pictures[relation.target]

    def _copy_picture(self, part: str, place: Text) -> None:
        content = self.source.read(part)
        try:
            picture = repaint(content, self.findings, self.limits, place=place)
            self.findings.suspect(
                "picture", local(part.replace("/", "}")).rpartition(".")[2], place
            )
        except BlindingError as refusal:
            if refusal.code != "damaged":
                raise
            code = "vector-picture" if _VECTOR.search(part) else "broken-picture"
            self.findings.lose(code, place)
            picture = blank()
        self._add_picture(part, picture.content, picture.suffix)

    def _add_picture(self, part: str, content: bytes, suffix: str) -> str:
        name = f"media/image{self.new.count('media/') + 1}.{suffix}"
        self.new.fill(name, f"image/{suffix}", content)
        self._pictures[part] = name
        return name

    def copy_theme(self, part: str, folder: str) -> str:
        """Colours and fonts of the theme, without its names."""
        name = f"{folder}/theme{self.new.count(f'{folder}/theme') + 1}.xml"
        tree = self.source.tree(part)
        sieve = self.sieve(part, self.new.reserve(name), tree, Text("主题", "theme"))
        for tag in ("a:theme", "a:clrScheme", "a:fontScheme", "a:fmtScheme"):
            sieve.rewritings[clark(tag), "name"] = self._theme_name
        sieve.treatments[clark("a:font")] = lambda font: _script_font(sieve, font)
        self.new.fill(name, THEME_TYPE, written(sieve.root(tree.root)))
        return name

    def _theme_name(self, _tag: str, name: str) -> str:
        self.findings.met("theme-names", name not in ("", _THEME))
        return _THEME

    def note_relations(self, relations: dict[str, Relation]) -> None:
        for relation in relations.values():
            if relation.is_external and relation.kind not in RELATION_CHANNELS:
                self.findings.met("external-links")
            elif channel := RELATION_CHANNELS.get(relation.kind):
                self.findings.met(channel)

    def _note_properties(self) -> None:
        relations = self.source.relations("")
        for relation in relations.values():
            if relation.is_external or relation.target not in self.source.names:
                continue
            if relation.kind == "core-properties":
                self._note_leaves(relation.target, _CORE, "title-properties")
            elif relation.kind == "extended-properties":
                self._note_leaves(relation.target, _APPLICATION, "application")
            elif channel := RELATION_CHANNELS.get(relation.kind):
                self.findings.met(channel)

    def _note_leaves(self, part: str, channels: dict[str, str], other: str) -> None:
        for leaf in self.source.tree(part).root.iter():
            if (leaf.text or "").strip():
                self.findings.met(channels.get(local(leaf.tag), other))

    def finish(self) -> bytes:
        """The new package, after a last look at what was left behind."""
        self.texts.finish()
        named = {name for name in self.source.names if not name.endswith(".rels")}
        self.findings.met("unused-parts", len(named - self.source.used))
        telling = [part for part in self._pictures if not _NUMBERED.search(f"/{part}")]
        self.findings.met("part-names", len(telling))
        return self.new.packed()


def _script_font(sieve: Sieve, font: Element) -> Iterator[Element]:
    """A font of the theme for one script: only where everybody has it."""
    if fonts.is_common(font.get("typeface", "")):
        yield sieve.keep(font)
    else:
        sieve.findings.met("font-names")
