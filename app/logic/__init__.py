"""Decide, explain and write: the rules of the place of sale, without Qt and without SQL."""
