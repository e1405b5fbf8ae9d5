"""My data: what the platform holds of somebody, a copy of it, and erasing it."""
