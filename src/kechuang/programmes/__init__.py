"""Programmes: challenges (揭榜挂帅) from the need of a firm to the closing of the project.

From the need to the approval: a round opened from a place's option pack, needs and their listing,
the published list, sealed bids, formal checks by rule, blind review, award and reserved money.
"""
