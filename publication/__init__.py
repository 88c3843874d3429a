"""Publication decisions and the public site."""
