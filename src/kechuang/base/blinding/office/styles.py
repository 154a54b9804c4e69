"""Styles of Word under neutral ids; hidden text may be hidden by its style."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.office.namespaces import clark

_BUILT_IN = re.compile(
    r"(?i)Normal(?: Table| \(Web\)| Indent)?|heading [1-9]|toc [1-9]|index [1-9]|Title|Subtitle"
    r"|List Paragraph|List(?: (?:Bullet|Number|Continue))?(?: [2-5])?|header|footer|caption"
    r"|Table Grid(?: Light)?|Default Paragraph Font|No List|No Spacing|Strong|Emphasis|Hyperlink"
    r"|footnote (?:text|reference)|endnote (?:text|reference)|page number|Body Text(?: Indent)?"
    r"(?: [23])?|Balloon Text|Plain Text|Date|Quote|Intense (?:Quote|Emphasis|Reference)"
    r"|样式[0-9]+|Placeholder Text|table of figures|Plain Table [1-5]|TOC Heading|line number"
)
_OFF = ("0", "false", "off")
_VAL, _ID = clark("w:val"), clark("w:styleId")
_VANISH = clark("w:vanish")


class Styles:
    """New ids for old ones, and which styles hide their text."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._hiding: set[str] = set()

    def learn(self, root: Element) -> None:
        """Which styles hide text, by themselves or by the style they are based on."""
        parents = {}
        for style in root.iter(clark("w:style")):
            key = style.get(_ID, "")
            based = style.find(clark("w:basedOn"))
            parents[key] = "" if based is None else based.get(_VAL, "")
            if hides(style.find(clark("w:rPr"))):
                self._hiding.add(key)
        for _ in parents:
            found = {key for key, parent in parents.items() if parent in self._hiding}
            if found <= self._hiding:
                return
            self._hiding |= found

    def renamed(self, _tag: str, key: str) -> str:
        return self._ids.setdefault(key, f"s{len(self._ids) + 1}")

    def name(self, _tag: str, name: str) -> str:
        """Names of the standard stay, for headings are found by them."""
        if _BUILT_IN.fullmatch(name):
            return name
        self._findings.met("style-names")
        return self._names.setdefault(name, f"样式{len(self._names) + 1}")

    def is_hidden(self, run: Element, paragraph_style: str) -> bool:
        """Whether a run is not shown; its own setting outweighs its styles'."""
        properties = run.find(clark("w:rPr"))
        if properties is not None and properties.find(_VANISH) is not None:
            return hides(properties)
        style = None if properties is None else properties.find(clark("w:rStyle"))
        own = "" if style is None else style.get(_VAL, "")
        return own in self._hiding or paragraph_style in self._hiding

    def rewritings(self) -> dict[tuple[str, str], Callable[[str, str], str | None]]:
        references = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
        found = {(clark(f"w:{tag}"), _VAL): self.renamed for tag in references}
        return {
            **found,
            (clark("w:style"), _ID): self.renamed,
            (clark("w:name"), _VAL): self.name,
        }


def hides(properties: Element | None) -> bool:
    """Whether these run properties switch ``vanish`` on."""
    mark = None if properties is None else properties.find(_VANISH)
    return mark is not None and mark.get(_VAL, "1") not in _OFF
