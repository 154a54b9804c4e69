"""The ground floor: what every room stands on (identifiers, clock, errors, sheets, commands)."""
