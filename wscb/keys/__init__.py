"""Data keys, wrapped by a master key from the environment, and the model fields that they seal."""
