"""House checks: what keeps the code in the shape that docs/map.md promises.

Each check takes the root of a repository and returns its findings; none means clean.
"""

from kechuang.cli.house.findings import Finding
from kechuang.cli.house.steps import STEPS, Step

__all__ = ["STEPS", "Finding", "Step"]
