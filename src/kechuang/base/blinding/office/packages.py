"""Office packages (OPC, ECMA-376 part 2): one read part by part, one built anew."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.limits import Limits
from kechuang.base.blinding.office.namespaces import CONTENT_TYPES, RELATIONS
from kechuang.base.blinding.office.trees import Tree, parse, written
from kechuang.base.blinding.refusals import BlindingError
from kechuang.base.blinding.zipping import UNREADABLE, pack

_RELATIONSHIP_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_EXTENSIONS = {"png": "image/png", "jpeg": "image/jpeg"}


class Relation(NamedTuple):
    """``kind`` is the last word of the type's address; ``target`` a part, or anything outside."""

    kind: str
    target: str
    is_external: bool


class SourcePackage:
    """The parts of an uploaded package; remembers which were read."""

    def __init__(self, content: bytes, findings: Findings, limits: Limits) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._findings, self._limits = findings, limits
        self._left = limits.unpacked_bytes
        self.used: set[str] = {"[Content_Types].xml"}

    @property
    def names(self) -> set[str]:
        return {entry.filename for entry in self._archive.infolist() if not entry.is_dir()}

    def read(self, part: str) -> bytes:
        """Raises: BlindingError ``damaged`` or ``part-size``."""
        self.used.add(part)
        most = min(self._limits.part_bytes, self._left)
        try:
            with self._archive.open(part) as stream:
                content = stream.read(most + 1)
        except UNREADABLE as error:
            raise BlindingError.known_as("damaged", detail=part) from error
        except RuntimeError as error:
            raise BlindingError.known_as("encrypted") from error
        if len(content) > most:
            raise BlindingError.known_as("part-size", limit=most, detail=part)
        self._left -= len(content)
        return content

    def tree(self, part: str) -> Tree:
        tree = parse(self.read(part), part=part)
        self._findings.met("xml-comments", tree.remarks)
        return tree

    def relations(self, part: str) -> dict[str, Relation]:
        """What ``part`` refers to by id; "" is the package itself."""
        folder, name = posixpath.split(part)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        if place not in self.names:
            return {}
        rows = self.tree(place).root
        return {row.get("Id", ""): _relation(row, folder) for row in rows}


def _relation(row: Element, folder: str) -> Relation:
    kind = row.get("Type", "").rpartition("/")[2]
    is_external = row.get("TargetMode") == "External"
    target = unquote(row.get("Target", ""))
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(kind, target, is_external)


class NewPackage:
    """Parts under neutral names, written with nothing but their content."""

    def __init__(self) -> None:
        self._parts: dict[str, tuple[str, bytes]] = {}
        self._relations: dict[str, list[tuple[str, str]]] = {"": []}

    def reserve(self, name: str) -> str:
        """A place for a part that will be filled later."""
        self._parts[name] = ("", b"")
        return name

    def count(self, prefix: str) -> int:
        return sum(name.startswith(prefix) for name in self._parts)

    def fill(self, name: str, content_type: str, content: bytes) -> None:
        self._parts[name] = (content_type, content)

    def relate(self, part: str, kind: str, target: str) -> str:
        """The id by which ``part`` now refers to ``target``."""
        rows = self._relations.setdefault(part, [])
        if (kind, target) not in rows:
            rows.append((kind, target))
        return f"rId{rows.index((kind, target)) + 1}"

    def packed(self) -> bytes:
        entries = {"[Content_Types].xml": self._content_types()}
        for part, rows in self._relations.items():
            folder, name = posixpath.split(part)
            if rows:
                entries[posixpath.join(folder, "_rels", f"{name}.rels")] = _rows(rows)
        return pack({**entries, **{name: content for name, (_, content) in self._parts.items()}})

    def _content_types(self) -> bytes:
        types = Element(f"{{{CONTENT_TYPES}}}Types")
        defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
        for suffix, kind in {**defaults, **_EXTENSIONS, "xml": "application/xml"}.items():
            row = {"Extension": suffix, "ContentType": kind}
            SubElement(types, f"{{{CONTENT_TYPES}}}Default", row)
        for name, (kind, _) in self._parts.items():
            if not kind.startswith("image/"):
                row = {"PartName": f"/{name}", "ContentType": kind}
                SubElement(types, f"{{{CONTENT_TYPES}}}Override", row)
        return _unprefixed(types, CONTENT_TYPES)


def _rows(rows: list[tuple[str, str]]) -> bytes:
    root = Element(f"{{{RELATIONS}}}Relationships")
    for number, (kind, target) in enumerate(rows, start=1):
        SubElement(
            root,
            f"{{{RELATIONS}}}Relationship",
            {"Id": f"rId{number}", "Type": _RELATIONSHIP_TYPE + kind, "Target": f"/{target}"},
        )
    return _unprefixed(root, RELATIONS)


def _unprefixed(root: Element, namespace: str) -> bytes:
    """Some readers know these two namespaces only without a prefix."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    root.set("xmlns", namespace)
    return written(root)
