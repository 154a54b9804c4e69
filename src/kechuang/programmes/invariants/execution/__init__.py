"""What must hold of projects from their contract to their closing."""

from kechuang.programmes.invariants.execution.agreed import AGREED
from kechuang.programmes.invariants.execution.guarded import GUARDED
from kechuang.programmes.invariants.execution.judged import JUDGED
from kechuang.programmes.invariants.execution.spent import SPENT_MONEY
from kechuang.programmes.invariants.execution.staged import STAGED

EXECUTION = (*AGREED, *JUDGED, *STAGED, *SPENT_MONEY, *GUARDED)
