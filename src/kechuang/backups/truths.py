"""Whether everything that must hold over a whole database holds in what was restored."""

from __future__ import annotations

from kechuang.audit.selectors import one_reading
from kechuang.backups.progress import Stages
from kechuang.base.invariants import Examined, every_invariant, examine
from kechuang.engines.wording import Text

CHECKING = Text("核对各项应当成立的事实", "checking what must hold")


def examined_invariants(stages: Stages) -> tuple[Examined, ...]:
    """Every one that ``check-invariants`` checks."""
    invariants = every_invariant()
    found = []
    with one_reading(), stages(len(invariants), CHECKING) as bar:
        for invariant in invariants:
            found.append(examine(invariant, shown=1))
            bar.update(1)
    return tuple(found)


def in_words(examined: Examined) -> Text:
    """The invariant that does not hold, and the first place where."""
    says, first = examined.invariant.says, examined.findings[0]
    return Text(
        f"“{says.zh}”不成立（{examined.total} 处，如 {first.where}：{first.what.zh}）",
        f"does not hold: {says.en} ({examined.total} times, as at {first.where}: {first.what.en})",
    )
