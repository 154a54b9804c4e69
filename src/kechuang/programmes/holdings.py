"""Shares of one unit in several hands that one holder stands behind count together.

19 % held directly and 19 % through a subsidiary are 38 %: a holder is credited with the shares of
everybody whom it controls (公司法 2023 art. 265: control through investment or agreement).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kechuang.engines.wording import Text
from kechuang.programmes.measures import AffiliationMeasure
from kechuang.programmes.ties import Tie

Above = Mapping[int, Sequence[Tie]]


def with_joint_holdings(above: Above, measure: AffiliationMeasure) -> dict[int, list[Tie]]:
    """``above`` with a tie for every holder who reaches influence or control only by shares in
    several hands; what that makes of others is looked at again, up to ``most_steps`` times."""
    known = {below: list(ties) for below, ties in above.items()}
    for _ in range(measure.most_steps):
        joint = [tie for below in sorted(known) for tie in _joint(below, known, measure)]
        if not joint:
            break
        for tie in joint:
            known[tie.below].append(tie)
    return known


def _joint(below: int, known: Above, measure: AffiliationMeasure) -> list[Tie]:
    hands: dict[int, list[tuple[Tie, bool]]] = {}
    for tie in _largest(known[below]):
        for holder, is_certain in _behind(tie.above, known, measure).items():
            hands.setdefault(holder, []).append((tie, is_certain))
    found = (_together(holder, below, ties, measure) for holder, ties in sorted(hands.items()))
    return [tie for tie in found if tie is not None and not _is_known(tie, known[below], measure)]


def _largest(ties: Iterable[Tie]) -> list[Tie]:
    """One tie with a stated share for each direct holder; sums of before are none."""
    found: dict[int, Tie] = {}
    for tie in ties:
        if tie.share_bp is not None and not tie.is_joint:
            best = found.get(tie.above)
            if best is None or (best.share_bp or 0) < tie.share_bp:
                found[tie.above] = tie
    return list(found.values())


def _behind(holder: int, known: Above, measure: AffiliationMeasure) -> dict[int, bool]:
    """Everybody who controls ``holder``, itself among them; False where a share on the way is
    unstated, so that it is control perhaps."""
    found = {holder: True}
    frontier = [holder]
    while frontier:
        one = frontier.pop()
        for tie in known.get(one, ()):
            is_certain = found[one] and (tie.is_whole or tie.share_bp is not None)
            if _is_control(tie, measure) and found.get(tie.above) in (None, False):
                if found.get(tie.above) is not None and not is_certain:
                    continue
                found[tie.above] = is_certain
                frontier.append(tie.above)
    return found


def _together(
    holder: int, below: int, ties: Sequence[tuple[Tie, bool]], measure: AffiliationMeasure
) -> Tie | None:
    if len(ties) < 2 or holder == below:
        return None
    certain = sum(tie.share_bp or 0 for tie, is_certain in ties if is_certain)
    possible = sum(tie.share_bp or 0 for tie, _ in ties)
    if possible < measure.influence_bp:
        return None
    is_open = _level(possible, measure) > _level(certain, measure)
    return Tie(
        holder, below, _said([tie for tie, _ in ties], possible), is_joint=True,
        share_bp=None if is_open else certain,
    )  # fmt: skip


def _is_known(tie: Tie, ties: Sequence[Tie], measure: AffiliationMeasure) -> bool:
    """Whether the same holder stands there already, as strongly and as certainly."""
    same = [one for one in ties if one.above == tie.above]
    if tie.share_bp is None:
        return any(one.is_whole or one.share_bp is None for one in same)
    level = _level(tie.share_bp, measure)
    return any(one.is_whole or _level(one.share_bp or 0, measure) >= level for one in same)


def _is_control(tie: Tie, measure: AffiliationMeasure) -> bool:
    return tie.is_whole or tie.share_bp is None or tie.share_bp > measure.control_above_bp


def _level(share_bp: int, measure: AffiliationMeasure) -> int:
    """2 control, 1 influence, 0 nothing."""
    return (share_bp > measure.control_above_bp) + (share_bp >= measure.influence_bp)


def _said(ties: Sequence[Tie], share_bp: int) -> Text:
    share = f"{share_bp // 100}.{share_bp % 100:02d}%"
    return Text(
        f"合计{share}（{'；'.join(tie.said.zh for tie in ties)}）",
        f"{share} together ({'; '.join(tie.said.en for tie in ties)})",
    )
