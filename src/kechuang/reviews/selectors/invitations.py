"""An invitation by its signed link, and how far the last one of an expert is."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from kechuang.base.actors import Actor
from kechuang.base.roles import Role
from kechuang.reviews.models import Expert, Invitation

SALT = "reviews.invitation"


def token_of(invitation: Invitation) -> str:
    """What stands in the link, and in nothing that is kept."""
    return Signer(salt=SALT).sign(str(invitation.pk))


def find_invitation(actor: Actor, token: str) -> Invitation:
    """For holders of an expert's account with the link; else ``Invitation.DoesNotExist``."""
    if not actor.has_role(Role.EXPERT):
        raise Invitation.DoesNotExist
    try:
        key = Signer(salt=SALT).unsign(token)
    except BadSignature as error:
        raise Invitation.DoesNotExist from error
    return Invitation.objects.select_related("expert").get(pk=key)


def last_invitation(expert: Expert) -> Invitation | None:
    return expert.invitations.order_by("-pk").first()
