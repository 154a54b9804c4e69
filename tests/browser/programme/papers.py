"""Short Word files, as people upload them and as others read them."""

from __future__ import annotations

import io

import docx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def written(title: str, lines: tuple[str, ...]) -> bytes:
    book, kept = docx.Document(), io.BytesIO()
    book.add_heading(title, level=1)
    for line in lines:
        book.add_paragraph(line)
    book.save(kept)
    return kept.getvalue()


def read(content: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
