"""The platform of the story: its address, its people, its hour."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser

from tests.browser.programme.players import Player
from tests.journeys.city import ROOT, environment

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOVED_CLOCK = Path(__file__).parent / "moved_clock"


class Story:
    """``hour`` is what its clocks show; they go on from there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.hour, self.site = folder, "", ""
        self._players: dict[str, Player] = {}

    @property
    def environment(self) -> dict[str, str]:
        told = environment(self.folder)
        path = f"{MOVED_CLOCK}{os.pathsep}{told['PYTHONPATH']}"
        return told | {"PYTHONPATH": path, "KECHUANG_STORY_CLOCK": str(self.folder / "clock")}

    def comes_to(self, hour: str) -> None:
        """``2026-03-02T09:00`` in Shanghai; whoever was logged in has been away too long."""
        then = datetime.fromisoformat(hour).replace(tzinfo=SHANGHAI)
        (self.folder / "clock").write_text(str(then.timestamp() - time.time()))
        self.hour = hour

    def lets_time_pass(self, hour: str) -> None:
        """What falls due until then is done by the platform itself."""
        self.comes_to(hour)
        self.tells("pass-time")

    def tells(self, *command: str) -> str:
        """What a command of the platform says."""
        called = [sys.executable, "-m", "kechuang", *command]
        done = subprocess.run(
            called, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return done.stdout

    def opens_doors(self, browser: Browser, site: str) -> None:
        self.browser, self.site = browser, site

    def __getitem__(self, username: str) -> Player:
        """The person of that log-in; ``""`` is a stranger."""
        if username not in self._players:
            self._players[username] = Player(self, username)
        return self._players[username]

    @property
    def complaints(self) -> list[str]:
        return [one for player in self._players.values() for one in player.complaints]
