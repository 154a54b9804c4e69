"""Pages of the experts whom a stage's officer invited."""
