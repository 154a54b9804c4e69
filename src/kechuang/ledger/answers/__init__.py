"""The treasury's answer files: columns by their headings, every row accepted, rejected or blank."""

from kechuang.ledger.answers.columns import ANSWER_HEADINGS, Columns, find_columns
from kechuang.ledger.answers.judging import Judged, JudgedAnswer, judge

__all__ = ["ANSWER_HEADINGS", "Columns", "Judged", "JudgedAnswer", "find_columns", "judge"]
