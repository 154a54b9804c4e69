"""Pages about lists, offers and who has not claimed."""
