"""The outbox: what the Board mails, queued in the caller's transaction and sent once (design rule 10)."""
