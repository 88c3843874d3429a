"""The trail: an append-only, hash-chained record of what was done, seen, sent, exported and refused."""
