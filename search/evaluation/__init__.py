"""How good the answers are, measured on documents and questions that somebody judged."""
