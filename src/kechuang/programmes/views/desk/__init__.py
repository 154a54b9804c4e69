"""The bureau's desk, from a year's plan to the award."""
