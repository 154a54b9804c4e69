"""Innovation points: frozen snapshots of a scheme over a cohort, places with their uncertainty,
lists that follow from them, and appeals."""
