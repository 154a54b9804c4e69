"""An outsider repeats draws with the published program, and sees a bent one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from kechuang.engines.panel import Drawn, outsider_script


def is_repeated(drawn: Drawn, folder: Path, *, is_bent: bool = False) -> bool:
    """Whether a bare Python, without this platform, finds that the record holds."""
    record = drawn.as_dict()
    if is_bent:
        others = [one for one, _, _ in record["pool"]["experts"] if one not in record["panel"]]
        record["panel"] = [others[0], *record["panel"][1:]]
    program, told = folder / "repeat_draw.py", folder / "record.json"
    program.write_text(outsider_script(), encoding="utf-8")
    told.write_text(json.dumps(record), encoding="utf-8")
    command = [sys.executable, "-I", str(program), str(told)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
