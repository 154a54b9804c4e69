"""Where this platform stands, for every page."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from kechuang.design.codes import region_name

FICTIONAL_PREFIX = "99"


@dataclass(frozen=True)
class Place:
    """The home region; fictional regions are marked 虚构示例 on every page."""

    code: str
    name: str
    name_en: str

    @property
    def is_fictional(self) -> bool:
        return is_fictional(self.code)

    @property
    def shown_name(self) -> str:
        return self.name if (get_language() or "zh").startswith("zh") else self.name_en


def is_fictional(region: str) -> bool:
    """Codes beginning with 99 are no place of GB/T 2260."""
    return region.startswith(FICTIONAL_PREFIX)


def place(request: HttpRequest) -> dict[str, Place]:
    """The template variable ``place``."""
    code = settings.HOME_REGION
    return {"place": Place(code, region_name(code, "zh-hans"), region_name(code, "en"))}
