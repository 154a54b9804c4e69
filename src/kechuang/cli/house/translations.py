"""Every sentence of the pages has an English one, and the compiled catalogues are current."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

from kechuang.cli.house.findings import Finding, repository_files, room_of

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
Sentence = tuple[str, str]  # context, msgid
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")


def translation_findings(root: Path) -> list[Finding]:
    """Sentences without English, doubtful or contradicting entries, catalogues not compiled."""
    findings = [
        Finding(where, f"no English for: {sentence[1]}")
        for sentence, where in missing_sentences(root).items()
    ]
    for path in catalogue_paths(root):
        findings += _catalogue_findings(path, str(path.relative_to(root)))
    return [*findings, *_contradictions(root)]


def missing_sentences(root: Path) -> dict[Sentence, str]:
    """Each sentence that no catalogue translates, with the first place that says it."""
    translated = {
        _sentence(message)
        for path in catalogue_paths(root)
        for message in _messages(read_catalogue(path))
        if _is_complete(message)
    }
    return {s: where for s, where in _said_sentences(root).items() if s not in translated}


def catalogue_paths(root: Path) -> list[Path]:
    return sorted((root / "src" / "kechuang").glob(f"*/{CATALOGUE}"))


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def compiled(path: Path) -> bytes:
    """The bytes of the ``.mo`` that belongs to a ``.po``."""
    buffer = BytesIO()
    write_mo(buffer, read_catalogue(path))
    return buffer.getvalue()


def owner_of(root: Path, where: str) -> str:
    """The room whose catalogue should hold a sentence; the design's for what is no Django app."""
    settings_apps = {app.removeprefix("kechuang.") for app in settings.INSTALLED_APPS}
    room = room_of(root, root / where.split(":")[0])
    return room if room in settings_apps else "design"


def _said_sentences(root: Path) -> dict[Sentence, str]:
    said: dict[Sentence, str] = {}
    for path in repository_files(root / "src", "*.py", "*.html", "*.txt"):
        for line, sentence in _extracted(path):
            said.setdefault(sentence, f"{path.relative_to(root)}:{line}")
    return said


def _extracted(path: Path) -> Iterator[tuple[int, Sentence]]:
    source = path.read_text("utf-8")
    if path.suffix != ".py":
        source = "\n".join(line.lstrip() for line in templatize(source, str(path)).splitlines())
    for line, message, _, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        yield line, (context or "", message if isinstance(message, str) else message[0])


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _sentence(message: Message) -> Sentence:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _is_complete(message: Message) -> bool:
    return not message.fuzzy and all(form.strip() for form in _forms(message.string))


def _catalogue_findings(path: Path, where: str) -> Iterator[Finding]:
    for message in _messages(read_catalogue(path)):
        if message.fuzzy:
            yield Finding(f"{where}:{message.lineno}", f"fuzzy: {_sentence(message)[1]}")
        if _is_complete(message) and not _keeps_placeholders(message):
            yield Finding(f"{where}:{message.lineno}", f"placeholders: {_sentence(message)[1]}")
    built = path.with_suffix(".mo")
    if not built.exists() or built.read_bytes() != compiled(path):
        yield Finding(where, "not compiled; run: python3 run.py translations --compile")


def _keeps_placeholders(message: Message) -> bool:
    wanted = set(PLACEHOLDER.findall(" ".join(_forms(message.id))))
    return all(set(PLACEHOLDER.findall(form)) <= wanted for form in _forms(message.string)) and (
        set(PLACEHOLDER.findall(_forms(message.string)[-1])) == wanted
    )


def _contradictions(root: Path) -> Iterator[Finding]:
    known: dict[Sentence, tuple[str, ...]] = {}
    for path in catalogue_paths(root):
        for message in _messages(read_catalogue(path)):
            english = known.setdefault(_sentence(message), _forms(message.string))
            if english != _forms(message.string):
                where = f"{path.relative_to(root)}:{message.lineno}"
                yield Finding(where, f"another room says {english[0]!r} for: {message.id}")
