"""What readers say is wrong with a case, or hurts, and what the editors answer (dossier F4)."""
