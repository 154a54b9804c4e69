"""What is held about a person, and what of it may be erased."""

from __future__ import annotations

from datetime import date

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from kechuang.accounts.models import ErasureRequest, Membership, User
from kechuang.accounts.personal_data import Held, holdings
from kechuang.accounts.states import ErasureState
from kechuang.audit.models import Event
from kechuang.audit.selectors import Erasable, erasable


def held_about(user: User) -> list[Held]:
    """Every value held about ``user``, with its purpose and how long it is kept."""
    return [Held(holding, value) for holding in holdings() for value in holding.read(user) if value]


def waiting_requests(user: User) -> QuerySet[ErasureRequest]:
    """The request about ``user`` that nobody has decided yet, if there is one."""
    return user.erasure_requests.filter(state=ErasureState.REQUESTED)


def erasable_of(asked: ErasureRequest, *, on: date) -> Erasable:
    """What of the chain the request would erase on that day, and what a law keeps."""
    user = asked.user
    roles = Membership.objects.filter(user=user)
    withdrawn = Event.objects.filter(
        target_kind=Membership._meta.label_lower, kept__payload__user=user.username
    )
    further = [*asked.further, *withdrawn.values_list("sequence", flat=True)]
    about = [user, *roles, *user.erasure_requests.all()]
    return erasable(account_id=user.pk, about=about, further=further, on=on)


def sessions_of(user: User) -> QuerySet[Session]:
    """The log-ins of ``user`` that are kept; each is opened, for only its inside tells whose."""
    own = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    return Session.objects.filter(pk__in=own)
