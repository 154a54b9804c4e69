"""Files, letters and receipts that are given to others, or as they must not be."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

from django.http import HttpResponse

from kechuang.base.listing import attachment
from kechuang.cases.models import Seal
from kechuang.files.services import store_file
from kechuang.reviews.models import BlindCopy
from tests.proof.canaries import papers
from tests.proof.canaries.town import Town
from tests.rooms.reviews.town import OFFICER


def letters_of_others(town: Town) -> AbstractContextManager[Any]:
    """Letters are what this house sends; it has no mails."""
    return patch("kechuang.cases.downloads._reads_letter", lambda actor, letter: True)


def guessable_files(town: Town) -> AbstractContextManager[Any]:
    return patch("kechuang.files.views.can_download", lambda actor, file: True)


def telling_file_names(town: Town) -> AbstractContextManager[Any]:
    names = "-".join(bidder.plan.name for bidder in town.bidders.values())

    def named(content: bytes, *, name: str, media_type: str) -> HttpResponse:
        return attachment(content, name=f"{names}-{name}", media_type=media_type)

    return patch("kechuang.reviews.views.desk.attachment", named)


def receipts_for_all(town: Town) -> AbstractContextManager[Any]:
    """A receipt number is the only thing here that could be taken for a key."""
    return patch("kechuang.cases.views.sealing.readable_seals", lambda actor: Seal.objects.all())


def original_for_copy(town: Town) -> AbstractContextManager[Any]:
    def original(actor: Any, key: Any) -> Any:
        return BlindCopy.objects.get(key=key).original.file

    return patch("kechuang.reviews.views.desk.copy_for", original)


def active_copy(town: Town) -> AbstractContextManager[Any]:
    content = papers.pdf_file(["plan"], author="")
    file = store_file(by=OFFICER, at=town.clock.at, name="copy.pdf", content=content)
    return patch("kechuang.reviews.views.desk.copy_for", lambda actor, key: file)


def page_in_place(town: Town) -> AbstractContextManager[Any]:
    def shown(content: bytes, *, name: str, media_type: str) -> HttpResponse:
        return HttpResponse("<p>plan<script>1</script></p>")

    return patch("kechuang.files.views.attachment", shown)
