"""Plants the world that the crawl walks through: one file per room."""
