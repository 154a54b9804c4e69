"""The case's own names, which the copies replace by neutral words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kechuang.base.blinding import KnownName
from kechuang.parties.models import Party
from kechuang.reviews.models import Submission, SubmissionPerson


def known_names(submission: Submission) -> tuple[KnownName, ...]:
    """Applicants with former names and codes, registered or not; people with phones and e-mails;
    the address; what was entered besides. The same order always gives the same placeholders."""
    return tuple(_unrepeated(_names(submission)))


def _unrepeated(names: Iterable[KnownName]) -> Iterator[KnownName]:
    """One thing written in one way has one placeholder, however often it is known."""
    seen: set[tuple[str, str]] = set()
    for name in names:
        new = tuple(form for form in name.forms if (name.kind, form) not in seen)
        seen.update((name.kind, form) for form in new)
        if new:
            yield KnownName(name.kind, new)


def _names(submission: Submission) -> Iterator[KnownName]:
    for applicant in submission.applicants.select_related("party"):
        yield from _of_party(applicant.party)
    for named in submission.named_applicants.all():
        yield KnownName("unit", (named.name,))
        if named.credit_code.strip():
            yield KnownName("credit_code", (named.credit_code.strip(),))
    for person in submission.people.all():
        yield from _of_person(person)
    if submission.address.strip():
        yield KnownName("address", (submission.address.strip(),))
    for alias in submission.aliases.all():
        yield KnownName(alias.kind, tuple(alias.forms))


def _of_party(party: Party) -> Iterator[KnownName]:
    former = party.former_names.values_list("name", flat=True)
    forms = (party.name, party.name_en, *former)
    yield KnownName("unit", tuple(dict.fromkeys(filter(None, forms))))
    yield KnownName("credit_code", (party.credit_code,))


def _of_person(person: SubmissionPerson) -> Iterator[KnownName]:
    for kind, form in (("person", person.name), ("phone", person.phone), ("email", person.email)):
        if form.strip():
            yield KnownName(kind, (form.strip(),))
