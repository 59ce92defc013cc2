"""Amends: from an order problem to the right resolution, its message and a stored case."""

__version__ = "0.1.0"
