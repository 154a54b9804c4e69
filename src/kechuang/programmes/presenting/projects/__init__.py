"""Running projects as pages show them."""
