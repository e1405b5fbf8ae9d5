"""Demo content per room: each file has one idempotent `load()`, called by `manage.py load_demo` in order."""
