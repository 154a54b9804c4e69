"""Pages: administration of people, openings of restricted records, one's own data."""
