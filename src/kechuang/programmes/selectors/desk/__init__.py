"""Reading what lies on the bureau's desk."""
