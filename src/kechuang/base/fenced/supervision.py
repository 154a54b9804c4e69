"""Running the fenced process and naming every way in which it can end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kechuang.base.fenced.fences import Ceilings
from kechuang.base.fenced.refusals import FileError
from kechuang.engines.wording import Text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    class Limits(Ceilings, DataclassInstance, Protocol):
        """A dataclass of ceilings."""


_SOURCE_ROOT = Path(__file__).parents[3]
_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
_OUT_OF_MEMORY = {-int(signal.SIGABRT), -int(signal.SIGSEGV)}
if sys.platform != "win32":
    _OUT_OF_MEMORY.add(-int(signal.SIGKILL))
    _OUT_OF_TIME = {-int(signal.SIGXCPU)}
else:
    _OUT_OF_TIME = set[int]()


@dataclass(frozen=True, slots=True)
class Fence:
    """The module that does the work, how much it may cost, and the refusals it answers with."""

    module: str
    limits: Limits
    family: type[FileError]


def run_fenced(
    fence: Fence, path: Path, *, name: str, folder: Path, **particulars: object
) -> tuple[dict[str, Any], Path]:
    """What the child reports and the file it wrote, both inside ``folder``.

    Raises:
        FileError: of the fence's family: the child refused, ran out of time or memory, or died.
    """
    check_size(path, fence, name=name)
    output, outcome = folder / "output", folder / "outcome.json"
    request = {
        **particulars,
        "path": str(path.absolute()),
        "name": name,
        "limits": asdict(fence.limits),
        "output": str(output),
        "outcome": str(outcome),
    }
    (folder / "request.json").write_text(json.dumps(request), "utf-8")
    status = _run(fence, folder / "request.json", name)
    if not outcome.exists():
        raise _death(status, fence, name)
    report = json.loads(outcome.read_text("utf-8"))
    if "code" in report:
        raise fence.family(report["code"], Text(*report["why"]), Text(*report["mend"]), name=name)
    return report, output


def check_size(path: Path, fence: Fence, *, name: str) -> None:
    """Refuse missing, empty and oversized files before a process is started for them."""
    if not path.is_file():
        raise fence.family.known_as("missing", name=name)
    size = path.stat().st_size
    if size == 0:
        raise fence.family.known_as("empty", name=name)
    if size > fence.limits.file_bytes:
        raise fence.family.known_as("file-size", limit=fence.limits.file_bytes, name=name)


def _run(fence: Fence, request: Path, name: str) -> int:
    command = [sys.executable, "-P", "-s", "-m", fence.module, str(request)]
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            command,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=fence.limits.seconds,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as error:
        raise fence.family.known_as("timeout", limit=fence.limits.seconds, name=name) from error


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(_SOURCE_ROOT),
        "PYTHONUTF8": "1",
        # every numeric thread reserves address space, which is what the memory fence counts
        "OPENBLAS_NUM_THREADS": "1",
    }


def _death(status: int, fence: Fence, name: str) -> FileError:
    if status in _OUT_OF_TIME:
        return fence.family.known_as("timeout", limit=fence.limits.seconds, name=name)
    if status in _OUT_OF_MEMORY:
        return fence.family.known_as("memory", name=name)
    return fence.family.known_as("crashed", detail=str(status), name=name)
