"""Portal: the public home, search over everything, and the workspaces of each kind of user."""
