"""thesaurus.yaml: reading it with line numbers, checking it, loading it, and writing it back.

`source` reads and knows lines, `shape` and `relations` find everything that is wrong, `loading` writes to the
database, `export` gives the file back. The file is the source of truth; the database is never edited by hand.
"""
