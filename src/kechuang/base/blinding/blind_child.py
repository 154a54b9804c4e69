"""Makes one copy without identity inside the fence."""

from __future__ import annotations

import logging
from pathlib import Path

from kechuang.base.blinding.copies import copy_blinded
from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.limits import Limits
from kechuang.base.blinding.names import KnownName
from kechuang.base.blinding.refusals import BlindingError
from kechuang.base.blinding.replacing import Replacer
from kechuang.base.fenced.child import Request, serve


def blind(request: Request, limits: Limits) -> Request:
    logging.disable()  # what readers of damaged files grumble may quote them
    names = [KnownName(kind, tuple(forms)) for kind, forms in request["names"]]
    findings = Findings()
    replacer = Replacer(names, findings)
    content = Path(request["path"]).read_bytes()
    kind, copy = copy_blinded(content, request["name"], replacer, findings, limits)
    Path(request["output"]).write_bytes(copy)
    return {"format": kind, "findings": findings.packed()}


if __name__ == "__main__":
    serve(blind, Limits, BlindingError)
