"""What the applicants were told against the deadline and against what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.cases.models import Seal
from tests.proof.spike.talking import Sealing

# What happens on the way from one process to the other within this time is nobody's to judge
UNSURE_S = 0.02


@dataclass(frozen=True)
class Seen:
    """How the applicants fared; ``p95_s`` is of the seals that were sent in time."""

    answers: int
    in_time: int
    lost: int
    refused_in_time: int
    accepted_late: int
    p95_s: float

    @property
    def is_harmless(self) -> bool:
        return not (self.lost or self.refused_in_time or self.accepted_late)


def judged(answers: Sequence[Sealing], ends_at: float) -> Seen:
    """Every receipt that was given must name a seal kept with the digest that was sent."""
    kept = {str(one.key): (one.number, one.digest) for one in Seal.objects.all()}
    in_time = [one for one in answers if one.ended <= ends_at - UNSURE_S]
    accepted = [one for one in answers if one.receipt]
    return Seen(
        answers=len(answers),
        in_time=len(in_time),
        lost=sum(kept.get(one.key) != (one.receipt, one.digest) for one in accepted),
        refused_in_time=sum(not one.receipt for one in in_time),
        accepted_late=sum(one.began >= ends_at for one in accepted),
        p95_s=p95([one.answered - one.began for one in in_time]),
    )


def p95(waits: Sequence[float]) -> float:
    """The least of ``waits`` that 95 in 100 of them do not exceed; 0 of none."""
    return sorted(waits)[-(-len(waits) * 95 // 100) - 1] if waits else 0.0


def told(spike: Seen, queued: Seen, *, pages: Sequence[float]) -> str:
    both = (spike, queued)
    return (
        f"p95 {spike.p95_s:.2f} s; {sum(one.in_time for one in both)} 按时 in time: "
        f"{sum(one.lost for one in both)} 丢 lost, "
        f"{sum(one.refused_in_time for one in both)} 误拒 refused; "
        f"{sum(one.accepted_late for one in both)} 迟到而收 late accepted; "
        f"{len(pages):,} 页 pages, p95 {p95(pages):.2f} s"
    )
