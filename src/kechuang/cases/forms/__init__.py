"""Forms of the room: those that procedures do not define themselves."""
