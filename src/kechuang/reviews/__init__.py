"""Reviews: experts, who may judge what, blind copies, and scores sealed until they are opened."""
