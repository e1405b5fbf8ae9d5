"""A case that a team or circle reads: alone first, then in the room."""
