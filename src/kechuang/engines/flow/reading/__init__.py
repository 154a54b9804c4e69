"""From YAML to a procedure: reads everything, gathers every problem."""
