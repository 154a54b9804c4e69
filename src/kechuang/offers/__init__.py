"""Offers: entitlements granted without application (免申即享), from a list to the payment."""
