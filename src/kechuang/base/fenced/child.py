"""The process that touches strangers' files: ``python -m <task>_child request``.

The request is a JSON file. What the task makes goes to the request's ``output``; ``outcome``
tells how it ended, and its absence means that the process was killed. Each task is a module of
its own, so that one need not wait for what only another needs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from kechuang.base.fenced.fences import Ceilings, raise_fences
from kechuang.base.fenced.refusals import FileError
from kechuang.engines.wording import Refusal

Request = dict[str, Any]
Limits = TypeVar("Limits", bound=Ceilings)
Task = Callable[[Request, Limits], Request]


def serve(task: Task[Limits], limits_of: Callable[..., Limits], family: type[FileError]) -> None:
    """Do what the request named on the command line asks, inside the fence."""
    request = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    limits = limits_of(**request["limits"])
    raise_fences(limits)
    outcome = _attempt(task, request, limits, family)
    Path(request["outcome"]).write_text(json.dumps(outcome), "ascii")


def _attempt(
    task: Task[Limits], request: Request, limits: Limits, family: type[FileError]
) -> Request:
    try:
        return task(request, limits)
    except Refusal as refusal:
        return _refused(refusal)
    except MemoryError:
        return _refused(family.known_as("memory"))
    except RecursionError:
        return _refused(family.known_as("depth"))


def _refused(refusal: Refusal) -> Request:
    return {"code": getattr(refusal, "code", ""), "why": refusal.why, "mend": refusal.mend}
