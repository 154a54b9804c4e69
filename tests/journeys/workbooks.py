"""What an exported workbook says."""

from __future__ import annotations

import io

from django.http import HttpResponse
from openpyxl import load_workbook


def cells_of(response: HttpResponse) -> set[str]:
    """Every cell's text of an exported workbook."""
    assert response.status_code == 200, response.status_code
    book = load_workbook(io.BytesIO(response.content), read_only=True)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return {str(cell) for row in rows for cell in row if cell is not None}
