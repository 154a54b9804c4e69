"""What a policy is made of: conditions, scores, amounts; each answers one inquiry with reasons."""
