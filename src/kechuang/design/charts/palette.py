"""Colours of drawings, legible on the light and on the dark surface."""

FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif"
INK_SOFT = "#5a7278"
LINE = "#c9d4d4"
ACCENT = "#1f838c"
SERIES = ("#1f838c", "#c98a1b", "#4f7fc2", "#b4574a", "#6a8f4e", "#8a6aa8")
RAMP = ("#e3f1ef", "#4fa6a8")
ON_AREA = "#12282d"
NO_VALUE = "#d3d8d8"
