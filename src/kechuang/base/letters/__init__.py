"""Letters: the same words as a Word file and as a PDF, in the layout of a Chinese bureau.

What a letter says stands in ``texts/*.yaml``. ``write_templates`` makes Word templates of them,
which a bureau may change in Word and keep in a folder of its own (``templates=``); fields are
written ``{{ name }}``. Values come out letter by letter as they were given; a template reaches
nothing but these values. The same input gives the same bytes.

The PDF is drawn from the finished Word text, so that both say the same; pictures and hand-made
formats that a bureau added in Word are in the Word file only.
"""

from kechuang.base.letters.contexts import Value
from kechuang.base.letters.fonts import FONT_FOLDERS
from kechuang.base.letters.refusals import LetterError
from kechuang.base.letters.sources import LetterSource, Slot, letter_source, letter_sources
from kechuang.base.letters.writing import (
    Letter,
    print_letter,
    write_letter,
    write_templates,
    write_word,
)

__all__ = [
    "FONT_FOLDERS",
    "Letter",
    "LetterError",
    "LetterSource",
    "Slot",
    "Value",
    "letter_source",
    "letter_sources",
    "print_letter",
    "write_letter",
    "write_templates",
    "write_word",
]
