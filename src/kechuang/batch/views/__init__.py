"""Pages about sweeps, simulations and what policies cost."""
