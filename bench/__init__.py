"""Measure Amends against the bare thing, in turn in one run; nothing here is a test."""
