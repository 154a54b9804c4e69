"""Words can be read on their ground, in the light and in the dark theme (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kechuang.design

TOKENS = Path(kechuang.design.__file__).parent / "static" / "design" / "css" / "tokens.css"
TEXT_PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "muted", "accent")
      for ground in ("paper", "surface", "sunken")],
    *[(tone, ground) for tone in ("good", "warn", "bad", "info")
      for ground in ("surface", f"{tone}-soft")],
    *[("ink", f"{tone}-soft") for tone in ("good", "warn", "bad", "info", "accent")],
    ("accent-strong", "accent-soft"),
    ("accent", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-masthead", "masthead"),
    ("on-masthead", "masthead-deep"),
    ("on-masthead-soft", "masthead"),
    ("on-masthead-soft", "masthead-deep"),
    ("on-spark", "spark"),
]  # fmt: skip
EDGE_PAIRS = [("line-strong", "surface"), ("focus", "surface"), ("focus", "paper")]


def themes() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.read_text("utf-8").split("@media", 1)
    first = colours(light)
    return {"light": first, "dark": first | colours(dark)}


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", css))


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_words_stand_out_at_least_4_5_to_1(theme: str, ink: str, ground: str) -> None:
    tokens = themes()[theme]

    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_of_controls_stand_out_at_least_3_to_1(theme: str, edge: str, ground: str) -> None:
    tokens = themes()[theme]

    assert contrast(tokens[edge], tokens[ground]) >= 3


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
