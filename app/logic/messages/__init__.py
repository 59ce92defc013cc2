"""The message to the buyer: template, values, contract, and the checks before it is copied."""
