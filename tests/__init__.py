"""Every test, room by room."""
