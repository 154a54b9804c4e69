"""Lists of firms: whom a clause reaches, and whose entitlement changed."""
