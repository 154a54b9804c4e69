"""Parquet: facts of millions of firms in, answers out, block by block.

Only the columns that the packs ask for are read. Values are in stored units: whole fen in columns
named ``…_fen``, basis points in ``…_bp``, whole numbers, booleans, dates, texts; null is not known.
"""

from kechuang.engines.rulebook.columns.parquet.reading import FactsFile, Reads
from kechuang.engines.rulebook.columns.parquet.writing import SCHEMA, compute_table, table_of

__all__ = ["SCHEMA", "FactsFile", "Reads", "compute_table", "table_of"]
