"""A second implementation that knows nothing of the first."""


class Refused(Exception):
    """The second implementation will not compute this either."""
