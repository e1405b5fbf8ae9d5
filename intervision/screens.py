"""The cookie of a paired screen."""

COOKIE = "meerstemmig-scherm"
"""Holds the secret of one device; readable by the server only, and good for looking only."""
KEPT_SECONDS = 8 * 60 * 60
