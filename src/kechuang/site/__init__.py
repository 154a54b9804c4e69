"""The roof's frame: settings, addresses and the entry points of web and command line."""
