"""The analysis of text, done here once, so that every engine finds the same (search.md, verdict 2).

Pure functions over strings: nothing in this package touches the database.
"""
