"""The word ledger."""
