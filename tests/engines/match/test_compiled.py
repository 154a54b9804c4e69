import pytest
from numba.core.caching import CompileResultCacheImpl

from kechuang.engines.match.adding import add_all
from kechuang.engines.match.compiled import LONG, compiled


def test_loops_are_compiled_before_anything_is_asked():
    assert len(add_all.signatures) == 1


def test_without_a_place_for_machine_code_it_is_compiled_all_the_same(monkeypatch):
    monkeypatch.setattr(CompileResultCacheImpl, "_locator_classes", [])

    @compiled(LONG, LONG)
    def doubled(number):
        return 2 * number

    assert doubled(21) == 42


def test_what_cannot_be_compiled_is_not_run_slowly():
    with pytest.raises(Exception, match=r"lifted|untyped|Unsupported|Failed"):

        @compiled(LONG, LONG)
        def unclear(number):
            return {"a": object()}[number]
