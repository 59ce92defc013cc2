"""The windows in which a seller words messages."""
