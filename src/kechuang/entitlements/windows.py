"""When a party may apply: windows of its clauses, ends of policies and of titles, by month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kechuang.engines.rulebook import Clause, Pack, Season, Title
from kechuang.engines.wording import Text

MONTHS = 12


class EntryKind(TextChoices):
    WINDOW = "window", _("申报")
    POLICY_END = "policy_end", _("政策失效")
    TITLE_END = "title_end", _("证书到期")


@dataclass(frozen=True)
class Entry:
    """What is on from ``first`` to ``last``, both included; ``basis`` says by which article."""

    kind: EntryKind
    uid: str
    title: Text
    first: date
    last: date
    basis: Text

    def is_in(self, month: Month) -> bool:
        return self.first <= month.last and self.last >= month.first


@dataclass(frozen=True)
class Month:
    """A calendar month by its first day."""

    first: date

    @property
    def last(self) -> date:
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> Month:
        return Month((self.first + timedelta(days=31)).replace(day=1))


@dataclass(frozen=True)
class Agenda:
    """Entries of the next twelve months, and the clauses whose windows nobody announced."""

    on: date
    entries: tuple[Entry, ...]
    unannounced: tuple[tuple[Pack, Clause], ...]

    @property
    def months(self) -> list[tuple[Month, list[Entry]]]:
        months = months_from(self.on)
        return [(month, [one for one in self.entries if one.is_in(month)]) for month in months]


def months_from(on: date) -> list[Month]:
    """The month of ``on`` and the eleven after it."""
    months = [Month(on.replace(day=1))]
    while len(months) < MONTHS:
        months.append(months[-1].following)
    return months


def agenda_of(
    packs: Iterable[Pack],
    reaching: Mapping[str, set[str]],
    titles: Iterable[Title],
    *,
    on: date,
) -> Agenda:
    """What is on for a party that the clauses ``reaching`` (ids by pack) may reach."""
    last = months_from(on)[-1].last
    asked = [(pack, c) for pack in packs for c in pack.clauses if c.id in reaching.get(pack.id, ())]
    asked_packs = {pack.id: pack for pack, _ in asked}.values()
    entries = [
        *(entry for pack, clause in asked for entry in _windows(pack, clause, on, last)),
        *(_policy_end(pack, pack.valid_to) for pack in asked_packs if pack.valid_to),
        *(_title_end(title) for title in titles),
    ]
    shown = sorted(
        (entry for entry in entries if on <= entry.last and entry.first <= last),
        key=lambda entry: (entry.first, entry.last, entry.uid),
    )
    return Agenda(on, tuple(shown), tuple(one for one in asked if not one[1].seasons))


def _windows(pack: Pack, clause: Clause, on: date, last: date) -> Iterable[Entry]:
    for season in clause.seasons:
        for opens, closes in season.spans_within(on, last):
            uid = f"{pack.id}.{clause.id}.{opens.isoformat()}"
            named = _named(pack, clause, season)
            yield Entry(EntryKind.WINDOW, uid, named, opens, closes, season.article)


def _named(pack: Pack, clause: Clause, season: Season) -> Text:
    """The policy, the clause and, where it has a name, the round."""
    called = season.name
    return Text(
        f"{pack.title.zh}：{clause.title.zh}{called.zh and f'，{called.zh}'}",
        f"{pack.title.en}: {clause.title.en}{called.en and f', {called.en}'}",
    )


def _policy_end(pack: Pack, ends: date) -> Entry:
    basis = Text(pack.doc_no, pack.doc_no)
    return Entry(EntryKind.POLICY_END, f"{pack.id}.end", pack.title, ends, ends, basis)


def _title_end(title: Title) -> Entry:
    source = Text(title.fact.source, title.fact.source)
    uid = f"{title.definition.name}.end"
    return Entry(EntryKind.TITLE_END, uid, title.definition.label, title.until, title.until, source)
