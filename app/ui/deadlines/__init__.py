"""Every policy value with its source, the seller's own values, and newer policy files."""
