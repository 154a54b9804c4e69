"""Reading running projects: their money, what is due, what happened."""
