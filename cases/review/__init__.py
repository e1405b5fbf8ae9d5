"""Reading before publishing: who is asked, what they say, and what lifts a veto (dossier F4)."""
