"""What the Django templates of accounts need beside Django's own tags."""
