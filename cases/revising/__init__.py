"""That a case is revised after a report was upheld: visible to readers, with a day, and told to who reported (dossier F4)."""
