"""Commands about imports."""

from kechuang.intake.services.checking import check_import
from kechuang.intake.services.confirming import confirm_import, discard_import
from kechuang.intake.services.mapping import map_columns
from kechuang.intake.services.refusing import begin_work, count_work, record_refusal
from kechuang.intake.services.trying import Trial, try_import
from kechuang.intake.services.uploading import Sending, upload_table
from kechuang.intake.services.writing import rehearse, write_drafts

__all__ = [
    "Sending",
    "Trial",
    "begin_work",
    "check_import",
    "confirm_import",
    "count_work",
    "discard_import",
    "map_columns",
    "record_refusal",
    "rehearse",
    "try_import",
    "upload_table",
    "write_drafts",
]
