"""What is wrong with a rule although it can be read: it never holds, always holds, or is dead."""
