"""From YAML to compiled rules; every refusal names file, line, reason and remedy."""
