"""Documents to be blinded, and what a copy of one shows."""

from __future__ import annotations

import io

import docx

from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.files.storage import get
from tests.rooms.reviews.town import AT, OFFICER


def written(text: str) -> StoredFile:
    document = docx.Document()
    document.add_paragraph(text)
    document.core_properties.author = "申请人0"
    content = io.BytesIO()
    document.save(content)
    return store_file(by=OFFICER, at=AT, name="云澜甲申请书.docx", content=content.getvalue())


def shown(file: StoredFile) -> str:
    document = docx.Document(io.BytesIO(get(file.digest)))
    told = [paragraph.text for paragraph in document.paragraphs]
    return "\n".join([*told, document.core_properties.author, file.name])
