"""Steps that carry a case file from one revision to the next."""
