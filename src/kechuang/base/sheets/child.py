"""The process that touches strangers' files: ``python -m kechuang.base.sheets.read_child request``.

The request is a JSON file. Rows (JSON lines) or a workbook go to its ``output``; ``outcome``
tells how it ended, and its absence means that the process was killed. Each task is a module of
its own, so that reading need not wait for what only marking needs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kechuang.base.sheets.fences import raise_fences
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.refusals import sheet_error
from kechuang.engines.wording import Refusal

Request = dict[str, Any]
Task = Callable[[Request, Limits], Request]


def serve(task: Task) -> None:
    request = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    limits = Limits(**request["limits"])
    raise_fences(limits)
    outcome = _attempt(task, request, limits)
    Path(request["outcome"]).write_text(json.dumps(outcome), "ascii")


def _attempt(task: Task, request: Request, limits: Limits) -> Request:
    try:
        return task(request, limits)
    except Refusal as refusal:
        return _refused(refusal)
    except MemoryError:
        return _refused(sheet_error("memory"))
    except RecursionError:
        return _refused(sheet_error("json", detail="嵌套过深 too deeply nested"))


def _refused(refusal: Refusal) -> Request:
    return {"code": getattr(refusal, "code", ""), "why": refusal.why, "mend": refusal.mend}
