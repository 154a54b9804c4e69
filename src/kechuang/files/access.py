"""Who may download a stored file."""

from kechuang.base.actors import Actor
from kechuang.base.roles import Role
from kechuang.files.models import StoredFile


def can_download(actor: Actor, file: StoredFile) -> bool:
    """The uploader, people of the party the file belongs to, the bureau, and auditors.

    Administrators and other clerks while the party's records are opened to them.
    """
    return (
        (actor.account_id is not None and actor.account_id == file.owner_id)
        or actor.acts_for(file.party_id)
        or actor.has_role(Role.AUDITOR)
        or _supervises(actor, file)
        or actor.has_opened(file.party_id)
    )


def _supervises(actor: Actor, file: StoredFile) -> bool:
    """Clerks of a district see files of its parties; files of no party belong to the city."""
    districts = actor.districts(Role.BUREAU)
    return "" in districts or bool(file.party and file.party.region_code in districts)
