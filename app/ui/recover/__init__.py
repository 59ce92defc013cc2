"""The page of claims that are still to be filed or paid."""
