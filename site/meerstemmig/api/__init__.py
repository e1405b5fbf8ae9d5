"""The reading API: what the pages show, for programs, under the same rules. Described by /api/v1/openapi.json."""
