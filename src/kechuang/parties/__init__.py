"""Parties: enterprises, universities, institutes and all other organisations, with their facts."""
