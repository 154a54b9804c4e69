"""Policies with numbers changed, and the policies that rely on them with the changed ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import yaml

from kechuang.engines.packfile import nearest, read_yaml
from kechuang.engines.rulebook.catalogue import FactCatalogue
from kechuang.engines.rulebook.comparing.changes import Change, ChangeError, revised_text
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.reading.packs import load_pack
from kechuang.engines.rulebook.reading.reliance import RELIES
from kechuang.engines.wording import Text

Relied = Mapping[str, Pack]


def revised(
    packs: Iterable[Pack], changes: Sequence[Change], catalogue: FactCatalogue
) -> tuple[Pack, ...]:
    """``packs`` with ``changes`` made, in the same order; each changed one is loaded anew.

    A pack that relies on a changed one answers with the changed one. A pack that adopted it keeps
    its own numbers. PackError for what loading refuses, ChangeError for a change of no number.
    """
    before = {pack.id: pack for pack in packs}
    for change in changes:
        _refuse_unknown(change, before)
    after: dict[str, Pack] = {}
    for pack_id in before:
        _revise(pack_id, before, changes, catalogue, after)
    return tuple(after[pack_id] for pack_id in before)


def _revise(
    pack_id: str,
    before: Relied,
    changes: Sequence[Change],
    catalogue: FactCatalogue,
    after: dict[str, Pack],
) -> Pack:
    if pack_id not in after:
        pack = before[pack_id]
        relied = {
            one: _revise(one, before, changes, catalogue, after)
            for one in _relied_on(pack)
            if one in before
        }
        after[pack_id] = _loaded(pack, relied, before, changes, catalogue)
    return after[pack_id]


def _loaded(
    pack: Pack,
    relied: Relied,
    before: Relied,
    changes: Sequence[Change],
    catalogue: FactCatalogue,
) -> Pack:
    own = [change for change in changes if change.pack_id == pack.id]
    moved = {key: one for key, one in relied.items() if one.digest != before[key].digest}
    if not own and not moved:
        return pack
    text = revised_text(pack.source, own)
    return load_pack(_relying(text, moved), name=pack.id, catalogue=catalogue)


def _relied_on(pack: Pack) -> tuple[str, ...]:
    part = read_yaml(pack.source, name=pack.id).get(RELIES)
    return tuple(part.fields) if part else ()


def _relying(text: str, moved: Relied) -> str:
    """``text`` with the full texts of ``moved`` in the place of the earlier ones."""
    if not moved:
        return text
    written = read_yaml(text, name="").plain()
    if not isinstance(written, dict) or not isinstance(relies := written[RELIES], dict):
        raise TypeError(text)
    relies.update({pack_id: pack.source for pack_id, pack in moved.items()})
    return yaml.safe_dump(written, allow_unicode=True, sort_keys=False)


def _refuse_unknown(change: Change, packs: Relied) -> None:
    if change.pack_id not in packs:
        raise ChangeError(
            Text(f"改动“{change.written}”", f"the change “{change.written}”"),
            Text(f"没有政策包“{change.pack_id}”", f"there is no pack “{change.pack_id}”"),
            nearest(change.pack_id, packs),
        )
