"""What the registries (outcomes, demands) share: numbers, steps, imports, form fields."""
