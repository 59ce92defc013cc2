"""The window: what a seller sees and touches, and nothing that decides."""
