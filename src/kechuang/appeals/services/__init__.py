"""Commands about corrections and appeals; every further step is the case's."""

from kechuang.appeals.services.appealing import start_appeal
from kechuang.appeals.services.correcting import start_correction

__all__ = ["start_appeal", "start_correction"]
