"""Orders as a seller has them: pasted text, and later export files."""
