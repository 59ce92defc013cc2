"""The wizard: from an order problem to a copied message in three steps."""
