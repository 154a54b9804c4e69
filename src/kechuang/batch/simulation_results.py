"""Reading what a simulation found, within the districts that the reader supervises."""

from __future__ import annotations

from kechuang.base.actors import Actor
from kechuang.batch.access import supervises
from kechuang.batch.simulated import add_part
from kechuang.engines.rulebook import comparing
from kechuang.files import storage
from kechuang.parties.models import Party
from kechuang.runs.models import Run


def found_by(run: Run, actor: Actor) -> comparing.Compared:
    """The tallies and firms of all parts that are kept, without those of other districts."""
    whole = comparing.Compared()
    for part in run.parts.exclude(result_digest="").order_by("first"):
        add_part(storage.get(part.result_digest), whole)
    return comparing.Compared(
        {
            (key, group): tally
            for (key, group), tally in whole.cells.items()
            if supervises(actor, group.district)
        },
        [one for one in whole.affected if supervises(actor, one.district)],
    )


def parties_of(affected: list[comparing.Affected]) -> dict[str, Party]:
    """The parties of these rows by credit code."""
    codes = [one.subject for one in affected]
    return {party.credit_code: party for party in Party.objects.filter(credit_code__in=codes)}
