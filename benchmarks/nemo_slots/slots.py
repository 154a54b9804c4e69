"""One tool, eight users, and the slots they all want."""

from __future__ import annotations

from calendar import timegm
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime, now
from NEMO.models import Account, Project, Reservation, Tool, User

from tests.proof.racer import Scarce

USERS = 8
LENGTH = timedelta(minutes=30)


class Slot(NamedTuple):
    tool: int
    start: datetime


class Refused(Exception):
    """NEMO answered that the slot is taken."""


class ReservationSlot(Scarce):
    """Every client is another user who asks the production page for the same slot."""

    name = "预约时段 / reservation slot"

    refusals = (Refused,)

    def prepare(self, turn: int) -> Slot:
        tomorrow = localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
        return Slot(Tool.objects.get().pk, tomorrow + timedelta(days=1) + turn * LENGTH)

    def attempt(self, thing: Slot, client: int) -> None:
        asked = {
            "start": server_time(thing.start),
            "end": server_time(thing.start + LENGTH),
            "item_id": thing.tool,
            "item_type": "tool",
        }
        answer = page_of(client).post(reverse("create_reservation"), asked)
        if b"coincides with another reservation" in answer.content:
            raise Refused
        if answer.status_code != 200 or answer.content:
            raise ValueError(answer.content.decode()[:500])

    def harm(self, thing: Slot) -> int:
        live = Reservation.objects.filter(tool=thing.tool, cancelled=False, missed=False)
        return live.filter(start=thing.start, shortened=False).count() - 1


def server_time(instant: datetime) -> int:
    """Seconds since 1970 on the clock of the server's zone: so NEMO's calendar page tells time."""
    return timegm(instant.timetuple())


@cache
def page_of(client: int) -> Client:
    """The browser of one user, logged in."""
    page = Client()
    page.force_login(User.objects.get(username=f"user{client}"))
    return page


def furnish() -> None:
    """A tool and eight trained users of one project."""
    owner = User.objects.create(username="owner", first_name="Tool", last_name="Owner")
    tool = Tool.objects.create(name="microscope", primary_owner=owner, _category="Imaging")
    project = Project.objects.create(name="project", account=Account.objects.create(name="account"))
    for number in range(USERS):
        name = f"user{number}"
        user = User.objects.create(
            username=name, first_name=name, last_name=name, training_required=False
        )
        user.qualifications.add(tool)
        user.projects.add(project)


def asked_in_turn(slots: list[Slot]) -> int:
    """The control: one user after the other; in how many slots not exactly one got it."""
    race = ReservationSlot()
    for slot in slots:
        for client in range(USERS):
            with suppress(Refused):
                race.attempt(slot, client)
    return sum(race.harm(slot) != 0 for slot in slots)
