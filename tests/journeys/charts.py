"""The marks of a chart and the rows of the table beside it, as a reader's program finds them."""

from __future__ import annotations

import re
from html import unescape

FIGURE = re.compile(r"<figure.*?</figure>", re.DOTALL)
SVG_LINK = re.compile(r'<a [^>]*?(?:xlink:)?href="([^"]+)"')
ROW = re.compile(r"<tr>\s*<th scope=\"row\"[^>]*>(.*?)</th>(.*?)</tr>", re.DOTALL)
NUMBER = re.compile(r"<td[^>]*>\s*(\d+)\s*</td>")


def figures_of(page: str) -> list[tuple[list[str], list[tuple[str, int]]]]:
    """For each chart of the page: the addresses of its marks, and its table's labelled numbers."""
    figures = FIGURE.findall(page)
    return [(_links(figure), _rows(figure)) for figure in figures]


def _links(figure: str) -> list[str]:
    svg = figure.partition("</svg>")[0]
    return list(dict.fromkeys(unescape(link) for link in SVG_LINK.findall(svg)))


def _rows(figure: str) -> list[tuple[str, int]]:
    return [
        (unescape(label).strip(), int(number))
        for label, cells in ROW.findall(figure)
        for number in NUMBER.findall(cells)
    ]
