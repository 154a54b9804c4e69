"""Letters are as they left the house, under numbers without gaps."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.audit.tracing import last_payloads
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.base.registry.numbering import numbering_faults
from kechuang.cases.models import Letter, LetterSeries
from kechuang.engines.wording import Text

CHUNK = 500


def altered_letters() -> Iterator[Finding]:
    told = last_payloads(Letter, "write_letter")
    for letter in Letter.objects.select_related("case", "file").iterator(CHUNK):
        said = {"number": letter.number, "case": letter.case.number, "digest": letter.digest}
        if told.get(str(letter.pk)) != said or letter.file.digest != letter.digest:
            yield found(letter.doc_no, "不是发出时的文书", "it is not the letter that was sent")


def wrong_letter_numbers() -> Iterator[Finding]:
    return numbering_faults(Letter, LetterSeries)


LETTERING = (
    Invariant(
        "cases.letters_are_as_they_were_sent",
        Text("每份文书与发出时一致", "Every letter is what was sent"),
        altered_letters,
    ),
    Invariant(
        "cases.letter_numbers_have_no_gap",
        Text("发文字号唯一且连续", "The numbers of letters are unique and have no gaps"),
        wrong_letter_numbers,
    ),
)
