"""One file per noun that is acted upon; import from the file."""
