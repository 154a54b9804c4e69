"""API: the same records as JSON, described by OpenAPI, under the same access rules as the pages."""
