"""The seller's own wording: templates, own sentences, text blocks, and how a template is tried out."""
