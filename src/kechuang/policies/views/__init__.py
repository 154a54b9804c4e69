"""Pages of the policy library and of the versions of a policy."""
