"""Consent of people whose story a case tells, and taking it back (dossier F8)."""
