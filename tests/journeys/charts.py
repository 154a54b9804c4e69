"""The marks of a chart and the rows of the table beside it, as a reader's program finds them."""

from __future__ import annotations

import re
from html import unescape

FIGURE = re.compile(r"<figure.*?</figure>", re.DOTALL)
SVG_LINK = re.compile(r'<a [^>]*?(?:xlink:)?href="([^"]+)"')
ROW = re.compile(r"<tr>\s*<t[hd][^>]*>(.*?)</t[hd]>\s*<td[^>]*>(.*?)</td>\s*</tr>", re.DOTALL)


def figures_of(page: str) -> list[tuple[list[str], list[tuple[str, int]]]]:
    """For each chart of the page: the addresses of its marks, and its table's rows."""
    figures = FIGURE.findall(page)
    return [(_links(figure), _rows(figure)) for figure in figures]


def _links(figure: str) -> list[str]:
    svg = figure.partition("</svg>")[0]
    return list(dict.fromkeys(unescape(link) for link in SVG_LINK.findall(svg)))


def _rows(figure: str) -> list[tuple[str, int]]:
    found = ROW.findall(figure)
    return [(unescape(label).strip(), int(count)) for label, count in found]
