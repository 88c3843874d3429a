"""Back-up and restore: the database, the encrypted files and the heads of the trail, in one encrypted file."""
