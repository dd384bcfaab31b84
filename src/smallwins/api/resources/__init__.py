"""The resources of the API: one file each, with its operations."""
