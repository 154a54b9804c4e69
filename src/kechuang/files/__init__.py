"""Files: uploads checked by content, stored once under their hash, served as attachments."""
