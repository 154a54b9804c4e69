import subprocess
import sys

import pytest
from numba.core.caching import CompileResultCacheImpl

from kechuang.engines import compiled as compiling
from kechuang.engines.compiled import LONG, compile_loops, compiled
from kechuang.engines.match.adding import add_all
from tests.laid import ROOT

LOADED = "import sys, kechuang.engines.match; print('numba' in sys.modules)"


@pytest.fixture
def own_loops(monkeypatch):
    monkeypatch.setattr(compiling, "_LOOPS", [])


def test_all_loops_are_ready_before_anything_is_asked():
    compile_loops()

    assert add_all.__name__ in {loop.__name__ for loop in compiling._LOOPS}
    assert [loop for loop in compiling._LOOPS if len(loop.made.signatures) != 1] == []


def test_the_compiler_is_not_loaded_with_the_engine():
    told = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT / "src", capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "False"


def test_a_loop_calls_the_machine_code_of_another():
    assert ninefold(5) == 45
    assert threefold.signatures


def test_without_a_place_for_machine_code_it_is_compiled_all_the_same(own_loops, monkeypatch):
    monkeypatch.setattr(CompileResultCacheImpl, "_locator_classes", [])

    @compiled(LONG, LONG)
    def doubled(number):
        return 2 * number

    assert doubled(21) == 42


def test_what_cannot_be_compiled_is_not_run_slowly(own_loops):
    @compiled(LONG, LONG)
    def unclear(number):
        return {"a": object()}[number]

    with pytest.raises(Exception, match=r"lifted|untyped|Unsupported|Failed"):
        unclear(1)


@compiled(LONG, LONG)
def threefold(number):
    return 3 * number


@compiled(LONG, LONG)
def ninefold(number):
    return threefold(threefold(number))
