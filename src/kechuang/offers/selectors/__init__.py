"""Reading lists, offers and who is entitled without having claimed."""
