"""What an outcome says about itself, checked before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from kechuang.base.errors import Text
from kechuang.base.identifiers import listed_disciplines
from kechuang.base.registry import checks
from kechuang.base.registry.modes import CooperationMode
from kechuang.base.registry.problems import Problem
from kechuang.outcomes.models import WHOLE_BP, Outcome, OwnerShare
from kechuang.outcomes.states import DiscoveryChannel, RightsKind

NOT_COLUMNS = {"owners", "source_key"}


@dataclass(frozen=True)
class NewShare:
    """A share in basis points; ``party_id`` where the owner is registered."""

    owner_name: str
    share_bp: int
    party_id: int | None = None


@dataclass(frozen=True)
class NewOutcome:
    """All content of an outcome; ``price_fen`` None is negotiable, ``maturity`` None unknown.

    ``discipline`` is a GB/T 13745 code or name; ``source_key`` names the row within its source.
    """

    title: str
    owners: tuple[NewShare, ...]
    title_en: str = ""
    public_summary: str = ""
    public_summary_en: str = ""
    confidential_text: str = ""
    keywords: tuple[str, ...] = ()
    discipline: str = ""
    field: str = ""
    maturity: int | None = None
    rights: str = ""
    patent_numbers: tuple[str, ...] = ()
    ipc: str = ""
    channel: str = ""
    cooperation_modes: tuple[str, ...] = ()
    price_fen: int | None = None
    source_key: str = ""

    @property
    def party_ids(self) -> tuple[int, ...]:
        return tuple(share.party_id for share in self.owners if share.party_id is not None)


COLUMNS = tuple(f.name for f in fields(NewOutcome) if f.name not in NOT_COLUMNS)


def content_problems(content: NewOutcome) -> Iterator[Problem]:
    """Everything that keeps ``content`` from being registered; nothing when it is in order."""
    yield from checks.title_problems(content.title, content.title_en)
    yield from checks.maturity_problems("maturity", content.maturity)
    yield from checks.amount_problems("price_fen", content.price_fen)
    yield from checks.choice_problems("rights", _given(content.rights), RightsKind)
    yield from checks.choice_problems("channel", _given(content.channel), DiscoveryChannel)
    yield from checks.choice_problems(
        "cooperation_modes", content.cooperation_modes, CooperationMode
    )
    yield from checks.column_length_problems(Outcome, content, ("discipline", "field", "ipc"))
    yield from share_problems(content.owners)


def import_problems(content: NewOutcome) -> Iterator[Problem]:
    """As ``content_problems``, but a source that does not name the owners leaves them unknown."""
    problems = content_problems(content)
    yield from problems if content.owners else (p for p in problems if p.field != "owners")


def share_problems(shares: Iterable[NewShare]) -> Iterator[Problem]:
    """Shares are positive, each owner is named once, and together they are exactly 10 000 bp."""
    given = tuple(shares)
    names = [share.owner_name.strip() for share in given]
    if not all(names) or len(set(names)) < len(names):
        yield Problem(
            "owners",
            Text("权利人未写名称或重复", "an owner has no name or is named twice"),
        )
    if any(share.share_bp <= 0 for share in given):
        yield Problem("owners", Text("份额必须大于零", "a share must be above zero"))
    total = sum(share.share_bp for share in given)
    if total != WHOLE_BP:
        yield Problem("owners", _not_whole(total))


def write_content(outcome: Outcome, content: NewOutcome) -> None:
    """Copy ``content`` to the row (not saved) with the text that searches may look into."""
    for name in COLUMNS:
        value = getattr(content, name)
        setattr(outcome, name, list(value) if isinstance(value, tuple) else value)
    outcome.discipline = discipline_code(content.discipline)
    public = (
        outcome.number,
        content.title,
        content.title_en,
        content.public_summary,
        content.public_summary_en,
        *content.keywords,
    )
    outcome.search_text = "\n".join(public)


def share_rows(outcome: Outcome, content: NewOutcome) -> list[OwnerShare]:
    """The owners of ``content`` as unsaved rows."""
    return [
        OwnerShare(
            outcome=outcome,
            party_id=share.party_id,
            owner_name=share.owner_name.strip(),
            share_bp=share.share_bp,
        )
        for share in content.owners
    ]


def discipline_code(given: str) -> str:
    """The GB/T 13745 code of a first-level name; any other text stays as it is."""
    by_name = {name.zh: code for code, name in listed_disciplines()}
    return by_name.get(given.strip(), given.strip())


def _given(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _not_whole(total: int) -> Text:
    percent = f"{total // 100}.{total % 100:02d}%"
    return Text(
        f"各权利人份额合计 {percent}，应当正好 100%",
        f"the owners' shares add up to {percent}, they must be exactly 100%",
    )
