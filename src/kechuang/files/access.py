"""Who may download a stored file."""

from __future__ import annotations

from collections.abc import Callable

from kechuang.base.actors import Actor
from kechuang.base.roles import Role
from kechuang.files.models import StoredFile

DownloadRule = Callable[[Actor, StoredFile], bool | None]
_RULES: list[DownloadRule] = []


def decide_downloads(rule: DownloadRule) -> None:
    """Let a room above decide about files that are its own; ``rule`` answers None for others."""
    _RULES.append(rule)


def can_download(actor: Actor, file: StoredFile) -> bool:
    """The uploader, people of the party the file belongs to, the bureau, and auditors.

    Administrators and other clerks while the party's records are opened to them. A file that
    another room has made its own is that room's to show, to its uploader too: who sealed a bid
    and left the firm reads it no more.
    """
    decided = [answer for rule in _RULES if (answer := rule(actor, file)) is not None]
    return all(decided) if decided else _is_theirs(actor, file)


def _is_theirs(actor: Actor, file: StoredFile) -> bool:
    is_uploader = actor.account_id is not None and actor.account_id == file.owner_id
    return (
        is_uploader
        or actor.acts_for(file.party_id)
        or actor.has_role(Role.AUDITOR)
        or _supervises(actor, file)
        or actor.has_opened(file.party_id)
    )


def _supervises(actor: Actor, file: StoredFile) -> bool:
    """Clerks of a district see files of its parties; files of no party belong to the city."""
    districts = actor.districts(Role.BUREAU)
    return "" in districts or bool(file.party and file.party.region_code in districts)
