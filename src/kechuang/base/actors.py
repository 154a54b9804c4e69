"""Who acts: a person with grants, or the system itself; every command names one."""

from __future__ import annotations

from dataclasses import dataclass, field

from kechuang.base.roles import PARTY_ROLES, Role


@dataclass(frozen=True)
class Grant:
    """One role, bounded to a party, a department and a district where these are given."""

    role: str
    party_id: int | None = None
    department: str = ""
    district: str = ""


@dataclass(frozen=True)
class Actor:
    """The one who gives a command or asks to see something.

    ``opened_parties`` are those whose restricted records this actor may read for a while
    (break-glass, 破窗查阅); ``looked_into`` notes which of these rights were really needed.
    """

    account_id: int | None
    name: str
    grants: frozenset[Grant] = frozenset()
    is_system: bool = False
    opened_parties: frozenset[int] = frozenset()
    looked_into: set[int] = field(default_factory=set, compare=False, repr=False)

    @property
    def is_known(self) -> bool:
        return self.is_system or self.account_id is not None

    def has_role(self, *roles: str) -> bool:
        """True when any grant carries one of ``roles``; the system has every role but auditor."""
        if self.is_system:
            return Role.AUDITOR not in roles or len(roles) > 1
        return any(grant.role in roles for grant in self.grants)

    def acts_for(self, party_id: int | None) -> bool:
        """True when a grant lets this actor speak for the party; an expert's employer is none."""
        return party_id in self.party_ids

    def can_look_into(self, party_id: int | None) -> bool:
        """True for the party's own people, and for reading while its records are opened."""
        return self.acts_for(party_id) or self.has_opened(party_id)

    def has_opened(self, party_id: int | None) -> bool:
        """True while the party's records are opened; ask last, for a True is noted as a look."""
        if party_id is None or party_id not in self.opened_parties:
            return False
        self.looked_into.add(party_id)
        return True

    @property
    def party_ids(self) -> tuple[int, ...]:
        """The parties this actor speaks for."""
        spoken_for = {g.party_id for g in self.grants if g.role in PARTY_ROLES}
        return tuple(sorted(pk for pk in spoken_for if pk is not None))

    def districts(self, role: str) -> frozenset[str]:
        """Districts to which ``role`` is bounded; an empty text means the whole city."""
        return frozenset(g.district for g in self.grants if g.role == role)


ANONYMOUS = Actor(account_id=None, name="")


def system_actor(name: str) -> Actor:
    """The system acting for itself; told apart from people in every audit event."""
    return Actor(account_id=None, name=name, is_system=True)
