"""Which checks of a bid are asked for: by its procedure, and one only by an option of the round."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.engines.flow import Procedure, Value
from kechuang.programmes.states import CheckKind

ONLY_WHERE = {CheckKind.LOCAL_HOST: "needs_local_host"}


def asked_checks(procedure: Procedure, options: Mapping[str, Value]) -> frozenset[CheckKind]:
    """``procedure`` is that of bids, ``options`` those of the round of items."""
    named = frozenset(kind for kind in CheckKind if kind in procedure.checks)
    return named - unasked_checks(options)


def unasked_checks(options: Mapping[str, Value]) -> frozenset[CheckKind]:
    """Those that the ``options`` leave out."""
    return frozenset(kind for kind, name in ONLY_WHERE.items() if options.get(name) is not True)
