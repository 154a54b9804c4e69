"""Outcomes: the library of scientific outcomes, their owners and shares, from entry to conversion.

Public text is for everybody once published; confidential text is for the owners and the bureau,
and each reading of it by somebody who is not an owner is an audit event.
"""
