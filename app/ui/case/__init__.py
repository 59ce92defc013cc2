"""The case beside the list: what to do next, what was decided and what was said."""
