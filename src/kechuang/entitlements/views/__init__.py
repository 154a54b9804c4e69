"""Pages about entitlements, one file per question a reader comes with."""
