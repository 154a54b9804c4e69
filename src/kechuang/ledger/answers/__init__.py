"""The treasury's answer files: columns by their headings, every row accepted, rejected or blank."""

from kechuang.ledger.answers.columns import ANSWER_HEADINGS, ANSWERS
from kechuang.ledger.answers.judging import Judged, JudgedAnswer, judge

__all__ = ["ANSWERS", "ANSWER_HEADINGS", "Judged", "JudgedAnswer", "judge"]
