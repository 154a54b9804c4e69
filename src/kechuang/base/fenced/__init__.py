"""Strangers' files are parsed in a child process with a clock, a memory ceiling and no inheritance.

A task is a module ``…_child`` that ends in ``serve(work, Limits, Error)``; ``run_fenced`` starts
it and names every way in which it can end.
"""

from kechuang.base.fenced.refusals import ENDINGS, FileError
from kechuang.base.fenced.supervision import Fence, run_fenced

__all__ = ["ENDINGS", "Fence", "FileError", "run_fenced"]
