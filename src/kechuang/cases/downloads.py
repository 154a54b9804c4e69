"""Who may download the papers of a case: those who read the field or document they belong to."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q

from kechuang.base.actors import Actor
from kechuang.cases.access import may_read_letter, objections_told_to, visible_to
from kechuang.cases.models import Attachment, Case, CaseDocument, Letter, Objection
from kechuang.cases.selectors import sights_of
from kechuang.files.models import StoredFile

Names = dict[int, set[str]]


def may_download(actor: Actor, file: StoredFile) -> bool | None:
    """Whether a case shows the file to the actor; None for a file that no case has."""
    letters = Letter.objects.filter(file=file)
    if letters.exists():
        return _reads_letter(actor, letters.filter(may_read_letter(actor)).first())
    raised = Objection.objects.filter(evidence=file)
    if raised.exists():
        return raised.filter(_may_read_evidence(actor)).exists()
    names = _names_of(file)
    return _sees(actor, names) if names else None


def _reads_letter(actor: Actor, letter: Letter | None) -> bool:
    """A letter names whom it is addressed to; whom an objection's answer is for knows that."""
    if letter is None:
        return False
    is_answer = letter.objection_id is not None
    return is_answer or sights_of(actor, [letter.case])[letter.case_id].sees_party


def _may_read_evidence(actor: Actor) -> Q:
    """It may name who objected: those who learn that, and who handed it in."""
    office = Case.objects.filter(objections_told_to(actor))
    mine = Q(pk__in=()) if actor.account_id is None else Q(by_id=actor.account_id)
    return mine | Q(publicity__case__in=office)


def _names_of(file: StoredFile) -> Names:
    """The fields and documents that the file answers, by the key of their case."""
    names: Names = defaultdict(set)
    for case, name in Attachment.objects.filter(file=file).values_list("case", "field"):
        names[case].add(name)
    for case, name in CaseDocument.objects.filter(file=file).values_list("case", "document"):
        names[case].add(name)
    return names


def _sees(actor: Actor, names: Names) -> bool:
    seen = Case.objects.filter(visible_to(actor), pk__in=names)
    sights = sights_of(actor, seen.select_related("round__version"))
    return any(any(map(sight.sees, names[key])) for key, sight in sights.items())
