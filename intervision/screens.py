"""The cookies of a paired screen and of a guest."""

COOKIE = "meerstemmig-scherm"
"""Holds the secret of one device; readable by the server only, and good for looking only."""
GUEST_COOKIE = "meerstemmig-gast"
"""Holds the secret of a guest's device, good for the one session that they were let in to."""
KEPT_SECONDS = 8 * 60 * 60
