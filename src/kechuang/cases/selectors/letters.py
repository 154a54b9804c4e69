"""Letters that somebody may read, and each as it left the house."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.base.letters import FONT_FOLDERS, letter_source, print_letter
from kechuang.base.letters import Letter as PrintedLetter
from kechuang.cases.access import may_read_letter
from kechuang.cases.models import Letter
from kechuang.files import storage


def readable_letters(actor: Actor) -> QuerySet[Letter]:
    """Letters of the cases that the actor reads, and answers to the actor's own objections."""
    letters = Letter.objects.filter(may_read_letter(actor))
    return letters.select_related("case__round__version", "step", "file")


def render_letter(letter: Letter, *, fonts: Sequence[Path] = FONT_FOLDERS) -> PrintedLetter:
    """The kept Word file, and the PDF drawn from it: the same bytes every time.

    Without a Chinese font there is no PDF and ``without_pdf`` says what to install. Raises
    ``FileNotFoundError`` when the kept file is lost and ``ValueError`` when it was altered.
    """
    title = letter_source(letter.template).title
    return print_letter(storage.get(letter.digest), title=title, fonts=fonts)
