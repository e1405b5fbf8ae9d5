"""Where trainers and editors write and adapt methods, in Wagtail's editor: type, check, dry run, publish."""
