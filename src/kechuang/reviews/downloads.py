"""Neither blind copies nor originals are had by the general address of files past the table.

``copy_for`` is the only door to a copy; an original is for its sender and for the officer, one that
was made here (nobody uploaded it) for the officer alone.
"""

from __future__ import annotations

from kechuang.base.actors import Actor
from kechuang.files.models import StoredFile
from kechuang.reviews.access import reaches, sent_by
from kechuang.reviews.models import BlindCopy, Submission
from kechuang.reviews.phases import Thing


def may_download(actor: Actor, file: StoredFile) -> bool | None:
    """False for every blind copy, the table's answer for originals, None for other files."""
    if BlindCopy.objects.filter(file=file).exists():
        return False
    judged = Submission.objects.filter(originals__file=file).select_related("round")
    is_sent = file.owner_id is not None
    own = set(sent_by(actor).filter(pk__in=judged).values_list("pk", flat=True)) if is_sent else ()
    answers = [one.pk in own or reaches(actor, one, Thing.ORIGINALS) for one in judged]
    return any(answers) if answers else None
