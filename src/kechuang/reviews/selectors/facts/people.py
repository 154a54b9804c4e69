"""Which of a round's people somebody is: by identity where both are known, else by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kechuang.reviews.models import SubmissionPerson
from kechuang.reviews.selectors.facts.names import plain

BY_NAME = "仅按姓名比对 by name only"


class PeopleBook:
    """The people of all submissions of a round, and of those who have a stake in it."""

    def __init__(self, people: Iterable[SubmissionPerson]) -> None:
        self._by_name: dict[str, list[SubmissionPerson]] = defaultdict(list)
        self._by_identity: dict[str, list[SubmissionPerson]] = defaultdict(list)
        for person in people:
            self._by_name[plain(person.name)].append(person)
            if person.identity_digest:
                self._by_identity[person.identity_digest].append(person)

    def meant(self, name: str, identity: str) -> list[tuple[SubmissionPerson, str]]:
        """Each person that may be meant, with a remark where only the name tells."""
        known = [(person, "") for person in self._by_identity.get(identity, ())]
        named = [
            (person, BY_NAME)
            for person in self._by_name.get(plain(name), ())
            if not (identity and person.identity_digest)
        ]
        return known + named


def person_key(person: SubmissionPerson) -> str:
    """How a person is called in conflicts: namesakes stay apart where they were entered."""
    return f"{person.name}（人员{person.pk}）" if person.pk else person.name
