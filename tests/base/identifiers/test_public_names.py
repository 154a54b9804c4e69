"""The package offers exactly what it says."""

from types import ModuleType

from kechuang.base import identifiers


def test_all_names_every_public_name():
    offered = {
        name
        for name, value in vars(identifiers).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }

    assert sorted(offered) == identifiers.__all__
