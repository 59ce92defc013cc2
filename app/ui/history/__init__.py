"""The case history: views, search, filters and the list."""
