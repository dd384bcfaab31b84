"""The pages of accounts, on a shared server only: the ways in, and everything about one's account."""
