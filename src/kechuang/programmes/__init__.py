"""Programmes: challenges (揭榜挂帅) from the need of a firm to the closing of the project."""
