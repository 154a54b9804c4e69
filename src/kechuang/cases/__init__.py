"""Cases: applications that run a procedure pack, from the first draft to the last decision."""
