"""The page “What it costs”: pictures, the same as a table, and as a file."""
