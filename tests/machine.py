"""What the machine offers that pip cannot install: a browser and a Chinese font."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@cache
def chromium_path() -> Path | None:
    """``KECHUANG_CHROMIUM`` if set, else the first Chromium on the path."""
    found = os.environ.get("KECHUANG_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    return Path(found) if found else None


@cache
def has_chinese_font() -> bool:
    listing = shutil.which("fc-list")
    return bool(listing and subprocess.check_output([listing, ":lang=zh"]).strip())


def lacks_for_browser() -> str:
    """What a browser test misses here, in words; empty when nothing."""
    if chromium_path() is None:
        return "no browser: apt install chromium, or set KECHUANG_CHROMIUM"
    if not has_chinese_font():
        return "no Chinese font: apt install fonts-wqy-microhei"
    return ""
