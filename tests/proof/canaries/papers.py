"""Papers of a bid with its canaries in the text, the properties and the name of the file."""

from __future__ import annotations

import io

import docx
from reportlab.pdfgen.canvas import Canvas

LINE = 16


def word_file(lines: list[str], *, author: str) -> bytes:
    """A Word file; ``author`` also stands in its properties."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.core_properties.author = author
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def pdf_file(lines: list[str], *, author: str) -> bytes:
    """A PDF of Latin words that carries an address and a script besides."""
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.setAuthor(author)
    for place, line in enumerate(lines):
        canvas.drawString(72, 760 - LINE * place, line)
    canvas.linkURL("https://kc.invalid/seen", (72, 700, 200, 720))
    canvas.showPage()
    canvas.save()
    return content.getvalue()
