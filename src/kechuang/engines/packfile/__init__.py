"""Pack files: YAML whose every value knows its line, and refusals that name it.

A pack is what a bureau may change without code. Its reader says of every wrong place: file, line,
what is wrong and how to mend it, and lists all wrong places of a file, not only the first.
"""

from kechuang.engines.packfile.files import id_given_twice, name_below, text_of
from kechuang.engines.packfile.grounds import (
    EVIDENCE,
    EXAMPLE,
    UNCONFIRMED,
    Basis,
    Source,
    label_of,
    read_basis,
    read_source,
)
from kechuang.engines.packfile.located import Located, Plain
from kechuang.engines.packfile.problems import BrokenPackError, Problems
from kechuang.engines.packfile.refusals import PackError, WordingError, nearest, nearest_name
from kechuang.engines.packfile.yamlfile import read_yaml

__all__ = [
    "EVIDENCE",
    "EXAMPLE",
    "UNCONFIRMED",
    "Basis",
    "BrokenPackError",
    "Located",
    "PackError",
    "Plain",
    "Problems",
    "Source",
    "WordingError",
    "id_given_twice",
    "label_of",
    "name_below",
    "nearest",
    "nearest_name",
    "read_basis",
    "read_source",
    "read_yaml",
    "text_of",
]
