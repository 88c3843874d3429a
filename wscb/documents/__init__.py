"""Documents: stored encrypted files, checks of what is uploaded, and HTML turned into tagged PDF."""
