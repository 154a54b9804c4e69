"""A whole cut into parts by largest remainder (最大余额法): the parts always sum to the whole.

Each part is its exact share rounded down; the fen that are then left over go one each to the
largest remainders, among equal ones to the earlier position. So a part is never a whole fen away
from its exact share, and the same input always gives the same parts.
"""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.engines.tally.refusals import TallyError, need_none_negative, need_some
from kechuang.engines.wording import Text

WHOLE_BP = 10_000
_SPLIT = Text("金额不能拆分", "The amount cannot be split")
_SPREAD = Text("金额不能按行列拆分", "The amounts cannot be spread over rows and columns")


def split(total_fen: int, weights: Sequence[int]) -> tuple[int, ...]:
    """``total_fen`` in proportion to ``weights``, one part per weight; weight zero gets nothing.

    Refuses (``TallyError``) a negative total or weight, no weights, and weights that are all zero.
    """
    need_some(weights, _SPLIT)
    need_none_negative((total_fen, *weights), _SPLIT)
    whole = sum(weights)
    if not whole:
        raise TallyError(
            _SPLIT,
            Text("权重全部为零", "every weight is zero"),
            Text("请至少给一个正的权重", "Give at least one positive weight"),
        )
    parts = [total_fen * weight // whole for weight in weights]
    remainders = [total_fen * weight % whole for weight in weights]
    for position in favoured(remainders)[: total_fen - sum(parts)]:
        parts[position] += 1
    return tuple(parts)


def favoured(remainders: Sequence[int]) -> list[int]:
    """Positions in the order in which they get a fen that is left over."""
    return sorted(range(len(remainders)), key=lambda position: -remainders[position])


def split_by_level(total_fen: int, shares_bp: Sequence[int]) -> tuple[int, ...]:
    """``total_fen`` over the levels of government that bear it (中央、省、市、县区、企业配套).

    ``shares_bp`` are basis points and must sum to 10,000: what nobody bears is refused
    (``TallyError``) and never falls silently to one level.
    """
    if sum(shares_bp) != WHOLE_BP:
        raise TallyError(
            Text("各级负担比例不完整", "The shares of the levels are not complete"),
            Text(
                f"合计{sum(shares_bp)}个万分点，应为10000",
                f"they sum to {sum(shares_bp)} basis points, not 10,000",
            ),
            Text("请核对各级负担比例", "Check the share of each level"),
        )
    return split(total_fen, shares_bp)


def split_grid(row_totals: Sequence[int], weights: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Milestones (rows, fen) over funds (columns) that bear the whole by ``weights``.

    Each row sums to its total, and each column to the part that ``split`` gives that fund of the
    whole. Refuses (``TallyError``) what ``split`` refuses.
    """
    return spread(row_totals, split(sum(row_totals), weights))


def spread(rows: Sequence[int], columns: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """A matrix of fen whose rows sum to ``rows`` and whose columns sum to ``columns``.

    Each row is split by what the columns still have to give. A cell is below ``row × balance ÷
    left`` + 1, where ``left`` is the sum of the balances; the row is part of ``left``, so that is
    below ``balance`` + 1, and the cell, being whole, is at most the balance. So no balance and no
    cell is ever negative, and the last row takes exactly what is left.

    Refuses (``TallyError``) empty or negative sides, and sides with different sums.
    """
    need_some(rows, _SPREAD)
    need_some(columns, _SPREAD)
    need_none_negative((*rows, *columns), _SPREAD)
    _need_equal(sum(rows), sum(columns))
    balances, matrix = tuple(columns), []
    for row in rows:
        cells = split(row, balances) if row else (0,) * len(balances)
        balances = tuple(balance - cell for balance, cell in zip(balances, cells, strict=True))
        matrix.append(cells)
    return tuple(matrix)


def _need_equal(rows_fen: int, columns_fen: int) -> None:
    if rows_fen != columns_fen:
        raise TallyError(
            _SPREAD,
            Text(
                f"各行合计{rows_fen}分，各列合计{columns_fen}分",
                f"the rows sum to {rows_fen} fen and the columns to {columns_fen}",
            ),
            Text("请使两边合计相等", "Make both sides sum to the same"),
        )
