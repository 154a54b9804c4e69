"""The records of the round for each address of the house that asks for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from kechuang.audit.models import Event
from kechuang.cases.models import Case, Seal
from kechuang.files.models import StoredFile
from kechuang.reviews.models import BlindCopy, Report
from tests.api.addresses import address_with, arguments_of
from tests.api.expectations import TABLE
from tests.proof.canaries.records_of_programmes import ids_of_programmes
from tests.proof.canaries.town import Town

Ids = Mapping[str, Any]
FEW = 2
WHOLE = ("reviews:seat",)


def addresses_of(town: Town, since: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """``(name, address)`` of every address with every record of the round, of forms with a few;
    ``since`` tells what files and events there were before it."""
    for name, row in TABLE.items():
        if row.reading != "-":
            is_form = row.giving != "-" and name not in WHOLE
            found = dict.fromkeys(_addresses(town, name, since))
            yield from ((name, address) for address in islice(found, FEW if is_form else None))


def _addresses(town: Town, name: str, since: Mapping[str, int]) -> Iterator[str]:
    for ids in _records(town, name, since):
        if set(arguments_of(name)) <= set(ids):
            yield address_with(name, ids)


def _records(town: Town, name: str, since: Mapping[str, int]) -> Iterator[Ids]:
    room, _, page = name.partition(":")
    own = {
        "cases": lambda: _cases(town, page),
        "reviews": lambda: _reviews(town, page),
        "programmes": lambda: ids_of_programmes(town, page),
        "files": lambda: _files(since["file"]),
        "audit": lambda: _events(since["event"]),
    }
    if not arguments_of(name):
        return
    if room in own:
        yield from own[room]()
    elif TABLE[name].kind == "party":
        yield from ({"pk": town.bidders[letter].unit.pk} for letter in "ab")
    elif TABLE[name].kind == "account":
        yield {"pk": town.bidders["a"].person.actor.account_id}
        yield {"pk": town.experts[0][1].actor.account_id}


def _files(since: int) -> Iterator[Ids]:
    kept = StoredFile.objects.filter(pk__gt=since)
    yield from ({"pk": pk} for pk in kept.values_list("pk", flat=True))


def _events(since: int) -> Iterator[Ids]:
    """The first and the last event of each command."""
    told: dict[str, list[int]] = {}
    rows = Event.objects.filter(sequence__gt=since).order_by("sequence")
    for sequence, command in rows.values_list("sequence", "command"):
        told.setdefault(command, []).append(sequence)
    for found in told.values():
        yield from ({"sequence": sequence} for sequence in {found[0], found[-1]})


def _cases(town: Town, page: str) -> Iterator[Ids]:
    if page in ("receipt", "receipt_file"):
        seals = Seal.objects.filter(case__bid__item__in=[each.item for each in town.parts()])
        yield from ({"number": number} for number in seals.values_list("number", flat=True))
        return
    for case in _cases_of(town):
        is_bid = case.parent_id is not None
        yield {
            "number": case.number,
            "code": case.round.code,
            "form": "bid" if is_bid else "need",
            "document": "bid_commitment" if is_bid else "need_commitment",
            "event": "seal" if is_bid else "file_need",
        } | ({} if page == "answer_objection" else {"pk": case.round.version_id})


def _cases_of(town: Town) -> Iterator[Case]:
    yield town.unnamed.case
    for each in town.parts():
        yield each.item.case
        yield from (Case.objects.get(pk=bid.case_id) for bid in each.bids.values())


def _reviews(town: Town, page: str) -> Iterator[Ids]:
    if not town.has_round:
        yield {"pk": town.experts[0][0].pk}
        return
    found = town.round
    judging = {town.experts[-1][0].pk, *(seat.expert_id for seat in town.seats())}
    yield from ({"pk": pk} for pk in sorted(judging))
    reports = Report.objects.filter(assignment__submission__round=found)
    copies = BlindCopy.objects.filter(original__submission__round=found)
    if page == "copy":
        yield from ({"key": copy.key} for copy in copies)
    elif "unblinding" in page:
        yield from ({"key": report.key} for report in reports.order_by("pk")[:FEW])
    else:
        yield from ({"key": seat.key} for seat in town.seats())
    for each in town.parts():
        for submission in each.round.submissions.all():
            names = {"code": each.round.code, "label": submission.label, "number": 1}
            yield names | {"name": f"{submission.label}.json"}
    yield {"code": found.code, "name": "repeat_draw.py"}
