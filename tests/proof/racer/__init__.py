"""Many clients reach for the same scarce thing at the same moment; used on others' systems too.

Nothing here knows what is raced for: a ``Scarce`` tells how to make it, take it and count harm.
"""

from tests.proof.racer.scarce import Scarce
from tests.proof.racer.tally import Tally
from tests.proof.racer.team import Team

__all__ = ["Scarce", "Tally", "Team"]
