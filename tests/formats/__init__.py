"""Journals on their way in and out."""
