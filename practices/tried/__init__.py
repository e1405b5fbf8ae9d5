"""What others tell who tried a practice. Each report is a post in a thread of its own, moderated as talk is."""

KIND = "geprobeerd"
"""The kind of those threads; it stands in addresses and rows: keep it for ever."""
