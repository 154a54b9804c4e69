"""Cases played at random, to see where a procedure leads before anybody depends on it."""
