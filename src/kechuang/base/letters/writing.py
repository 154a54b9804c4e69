"""Writes letters, and the templates a bureau may change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from kechuang.base.letters.contexts import Value, fill
from kechuang.base.letters.fonts import FONT_FOLDERS
from kechuang.base.letters.making import make_template
from kechuang.base.letters.pdf import draw_pdf
from kechuang.base.letters.rendering import render
from kechuang.base.letters.sources import letter_source, letter_sources
from kechuang.engines.wording import Text

Language = Literal["zh", "en", "both"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished letter. ``digest`` is the SHA-256 (hex) of the Word file. Without a PDF,
    ``without_pdf`` says why and what to install."""

    docx: bytes
    pdf: bytes | None
    title: Text
    digest: str
    without_pdf: Text | None = None


def write_letter(
    template: str,
    context: Mapping[str, Value],
    *,
    language: Language = "zh",
    templates: Path | None = None,
    fonts: Sequence[Path] = FONT_FOLDERS,
) -> Letter:
    """The letter ``template`` with ``context`` filled in; ``both`` puts English after Chinese.

    ``templates`` is a folder of the bureau's own ``<letter>.<language>.docx``; ``fonts`` are the
    folders in which the PDF's font is looked for. LetterError names what is missing or unknown;
    a missing font never stops the Word file.
    """
    word = write_word(template, context, language=language, templates=templates)
    title = letter_source(template).title
    return print_letter(word, title=title, language=language, fonts=fonts)


def write_word(
    template: str,
    context: Mapping[str, Value],
    *,
    language: Language = "zh",
    templates: Path | None = None,
) -> bytes:
    """The Word file alone, for whoever keeps it and prints it later."""
    filled = fill(letter_source(template), context)
    return render(_template(template, language, templates), filled, letter=template)


def print_letter(
    word: bytes,
    *,
    title: Text,
    language: Language = "zh",
    fonts: Sequence[Path] = FONT_FOLDERS,
) -> Letter:
    """The letter whose Word file was written before, with its PDF drawn from it."""
    pdf, without = draw_pdf(word, title=title.said_in(language), folders=tuple(fonts))
    return Letter(word, pdf, title, hashlib.sha256(word).hexdigest(), without)


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Our own template of every letter and language in ``folder``, to be changed in Word."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, source in letter_sources().items():
        for language in get_args(Language):
            file = folder / f"{name}.{language}.docx"
            file.write_bytes(make_template(source, language))
            written.append(file)
    return tuple(written)


def _template(name: str, language: Language, folder: Path | None) -> bytes:
    own = folder / f"{name}.{language}.docx" if folder else None
    if own and own.is_file():
        return own.read_bytes()
    return make_template(letter_source(name), language)
