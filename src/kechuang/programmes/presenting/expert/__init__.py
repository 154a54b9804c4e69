"""What invited experts are shown of a stage."""
