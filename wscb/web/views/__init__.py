"""Pages that belong to no part: errors, and submissions given back."""
