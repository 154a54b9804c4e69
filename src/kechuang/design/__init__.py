"""The look of the platform: page frame, components, icons, charts, error pages, response policy."""
