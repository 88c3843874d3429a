"""The chronology between its tables and its pages: reading spreadsheets, the merged view, what leaves it (GEN-12)."""
