"""Recordings: which ones we take, and what is taken out of them before the first byte is stored."""
