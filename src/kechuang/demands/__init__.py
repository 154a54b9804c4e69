"""Demands: structured technical needs of enterprises, from draft to contract, named or not.

The enterprise of a demand filed without its name is known to its own people and the bureau only.
"""
