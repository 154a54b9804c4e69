"""The names a pack defines, and those it uses: an unknown one is told with the nearest known."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.engines.flow.elements import CLOCK
from kechuang.engines.packfile import Located, PackError, Problems, nearest, nearest_name
from kechuang.engines.wording import Text

_KINDS = {
    "source": Text("来源", "source"),
    "role": Text("角色", "role"),
    "state": Text("状态", "state"),
    "clock": Text("时限", "clock"),
    "event": Text("事件", "event"),
    "form": Text("表单", "form"),
    "field": Text("字段", "field"),
    "condition": Text("条件", "condition"),
    "check": Text("核查", "check"),
    "document": Text("材料", "document"),
    "effect": Text("动作", "effect"),
    "parameter": Text("参数", "parameter"),
    "fact": Text("事实目录中的事实", "fact of the catalogue"),
}
_SECTIONS = ("source", "role", "state", "clock", "form", "condition", "check", "document", "effect")


class Names:
    """Every name defined in ``root``; ``unknown`` gathers those used without being defined."""

    def __init__(self, root: Located, known_facts: frozenset[str] | None) -> None:
        self.known = {kind: frozenset(_keys(root, f"{kind}s")) for kind in _SECTIONS}
        self.known["role"] |= {CLOCK}
        self.known["event"] = frozenset(_events(root))
        self.known["field"] = frozenset(_fields(root))
        self.known_facts = known_facts
        self.unknown: list[PackError] = []

    def refer(self, kind: str, part: Located, known: frozenset[str] | None = None) -> str:
        """The name in ``part``. An unknown one is noted, and the nearest taken to read on."""
        name = part.text()
        names = self.known[kind] if known is None else known
        if name in names:
            return name
        self.unknown.append(_unknown(kind, part, name, names))
        return nearest_name(name, names) or name

    def refer_fact(self, part: Located) -> str:
        """A fact of the catalogue; without a catalogue every name is taken."""
        if self.known_facts is None:
            return part.text()
        return self.refer("fact", part, self.known_facts)


def gather_unknown(names: Names, problems: Problems) -> None:
    """Makes the unknown names problems of the file."""
    for problem in names.unknown:
        problems.note(problem)


def _unknown(kind: str, part: Located, name: str, names: frozenset[str]) -> PackError:
    word = _KINDS[kind]
    return PackError(
        file=part.file,
        line=part.line,
        what=Text(f"“{part.name}”", f"“{part.name}”"),
        why=Text(f"没有名为“{name}”的{word.zh}", f"there is no {word.en} “{name}”"),
        mend=nearest(name, names),
    )


def _keys(root: Located, section: str) -> Iterator[str]:
    part = root.get(section)
    if part is not None and isinstance(part.value, dict):
        yield from part.value


def _events(root: Located) -> Iterator[str]:
    part = root.get("steps")
    for item in part.value if part is not None and isinstance(part.value, list) else ():
        if isinstance(item.value, dict) and "event" in item.value:
            yield str(item.value["event"].value)


def _fields(root: Located) -> Iterator[str]:
    yield from _keys(root, "facts")
    yield from _keys(root, "options")
    forms = root.get("forms")
    if forms is not None and isinstance(forms.value, dict):
        for form in forms.value.values():
            if isinstance(form.value, dict):
                yield from _keys(form, "fields")
