"""A form of a procedure on the screen: its questions, what was typed, and the way back.

``read_entries`` turns a submitted form into raw entries, exactly as typed; ``tidied`` drops the
blank ones, ready for ``flow.fill``; ``ask`` makes the questions with everything a page shows.
What was typed is never thrown away: entries that cannot be read are shown again as they stand,
and entries of questions that are not asked at the moment are kept.
"""

from kechuang.cases.filling.asking import Questionnaire, ask
from kechuang.cases.filling.commands import Command, FormCommand, read_command
from kechuang.cases.filling.drafts import entries_of
from kechuang.cases.filling.entries import Entries, Raw, is_blank, tidied
from kechuang.cases.filling.files import Upload, uploads_in
from kechuang.cases.filling.places import SHOWN, Place, place_of
from kechuang.cases.filling.posting import read_entries
from kechuang.cases.filling.prefills import Prefill, prefilled
from kechuang.cases.filling.questions import Box, Question, Row, Theirs
from kechuang.cases.filling.references import with_known_parties
from kechuang.cases.filling.resolving import Resolution, read_resolutions, settles
from kechuang.cases.filling.saving import Keeping, keeping
from kechuang.cases.filling.unread import recalled, remember_unread
from kechuang.cases.filling.writing import entry_of

__all__ = [
    "SHOWN",
    "Box",
    "Command",
    "Entries",
    "FormCommand",
    "Keeping",
    "Place",
    "Prefill",
    "Question",
    "Questionnaire",
    "Raw",
    "Resolution",
    "Row",
    "Theirs",
    "Upload",
    "ask",
    "entries_of",
    "entry_of",
    "is_blank",
    "keeping",
    "place_of",
    "prefilled",
    "read_command",
    "read_entries",
    "read_resolutions",
    "recalled",
    "remember_unread",
    "settles",
    "tidied",
    "uploads_in",
    "with_known_parties",
]
