"""The HTTP API: the use cases of journal/ for other programs, one file a resource."""
