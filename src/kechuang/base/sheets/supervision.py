"""Running the fenced process and naming every way in which it can end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.refusals import SheetError, sheet_error
from kechuang.engines.wording import Text

_SOURCE_ROOT = Path(__file__).parents[3]
_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
_OUT_OF_MEMORY = {-int(signal.SIGABRT), -int(signal.SIGSEGV)}
if sys.platform != "win32":
    _OUT_OF_MEMORY.add(-int(signal.SIGKILL))
    _OUT_OF_TIME = {-int(signal.SIGXCPU)}
else:
    _OUT_OF_TIME = set[int]()


def run_fenced(
    task: str, path: Path, *, name: str, limits: Limits, folder: Path, **particulars: object
) -> tuple[dict[str, Any], Path]:
    """What the child reports and the file it wrote, both inside ``folder``.

    Raises:
        SheetError: the child refused, ran out of time or memory, or died.
    """
    check_size(path, name=name, limits=limits)
    output, outcome = folder / "output", folder / "outcome.json"
    request = {
        **particulars,
        "path": str(path.absolute()),
        "name": name,
        "limits": asdict(limits),
        "output": str(output),
        "outcome": str(outcome),
    }
    (folder / "request.json").write_text(json.dumps(request), "utf-8")
    status = _run(task, folder / "request.json", limits, name)
    if not outcome.exists():
        raise _death(status, limits, name)
    report = json.loads(outcome.read_text("utf-8"))
    if "code" in report:
        raise SheetError(report["code"], Text(*report["why"]), Text(*report["mend"]), name=name)
    return report, output


def check_size(path: Path, *, name: str, limits: Limits) -> None:
    """Refuse missing, empty and oversized files before a process is started for them."""
    if not path.is_file():
        raise sheet_error("missing", name=name)
    size = path.stat().st_size
    if size == 0:
        raise sheet_error("empty", name=name)
    if size > limits.file_bytes:
        raise sheet_error("file-size", limit=limits.file_bytes, name=name)


def _run(task: str, request: Path, limits: Limits, name: str) -> int:
    module = f"kechuang.base.sheets.{task}_child"
    command = [sys.executable, "-P", "-s", "-m", module, str(request)]
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            command,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as error:
        raise sheet_error("timeout", limit=limits.seconds, name=name) from error


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(_SOURCE_ROOT),
        "PYTHONUTF8": "1",
        # every numeric thread reserves address space, which is what the memory fence counts
        "OPENBLAS_NUM_THREADS": "1",
    }


def _death(status: int, limits: Limits, name: str) -> SheetError:
    if status in _OUT_OF_TIME:
        return sheet_error("timeout", limit=limits.seconds, name=name)
    if status in _OUT_OF_MEMORY:
        return sheet_error("memory", name=name)
    return sheet_error("crashed", detail=str(status), name=name)
