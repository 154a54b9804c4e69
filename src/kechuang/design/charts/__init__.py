"""Charts and maps as SVG that a strict content policy has nothing to refuse in.

Every mark that has an address is a link, every mark says its value aloud, and the same request
always gives the same drawing, so drawings are kept by their content.
"""

from kechuang.design.charts.bars import bar_chart, stacked_bars
from kechuang.design.charts.captioned import Drawing
from kechuang.design.charts.intervals import interval_chart
from kechuang.design.charts.lines import line_chart
from kechuang.design.charts.maps import read_map, region_map

__all__ = [
    "Drawing",
    "bar_chart",
    "interval_chart",
    "line_chart",
    "read_map",
    "region_map",
    "stacked_bars",
]
