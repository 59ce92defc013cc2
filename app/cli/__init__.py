"""The command line: one file a command, and how each of them ends."""
